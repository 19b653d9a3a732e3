/** Words with `**strong**` parts and `[links](/learn/how-fast)` to pages of ours, as HTML. */
import { html } from 'hono/html';
import { href } from '#server/public/address.ts';
import type { Language } from '#server/public/language.ts';
import type { Html } from './article.ts';

const marked = /\*\*(?<strong>[^*]+)\*\*|\[(?<link>[^\]]+)\]\((?<path>\/[a-z0-9/-]*)\)/g;

export function rich(text: string, language: Language): Html {
  const parts: unknown[] = [];
  let from = 0;
  for (const found of text.matchAll(marked)) {
    parts.push(text.slice(from, found.index));
    const { strong, link, path = '' } = found.groups ?? {};
    parts.push(
      strong === undefined ? html`<a href="${href({ language, path })}">${link}</a>` : html`<strong>${strong}</strong>`,
    );
    from = found.index + found[0].length;
  }
  return html`${[...parts, text.slice(from)]}`;
}
