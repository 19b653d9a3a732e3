/** Two forms of one molecule, the mirror image of each other: the two leaves of the mark. */
import { html } from 'hono/html';

export function mirrorForms(words: { readonly left: string; readonly right: string; readonly says: string }) {
  return html`<svg class="learn-forms" viewBox="0 0 300 150" role="img" aria-label="${words.says}"><path class="leaf-left" d="M82 10a52 52 0 0 1 56 54v56a52 52 0 0 1-56-54z"/><path class="leaf-right" d="M218 10a52 52 0 0 0-56 54v56a52 52 0 0 0 56-54z"/><line class="mirror" x1="150" x2="150" y1="4" y2="126"/><text class="strong" x="140" y="145" text-anchor="end">${words.left}</text><text class="strong" x="160" y="145">${words.right}</text></svg>`;
}
