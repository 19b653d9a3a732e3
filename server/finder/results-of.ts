/** A center's own signed results, or the question to ask where there are none. */
import { html } from 'hono/html';
import type { Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import type { Asked } from '#server/public/show.ts';
import type { CenterView } from './center-view.ts';
import { centerWord } from './center-words.ts';
import { factWords } from './fact-words.ts';

export async function resultsOf({ language }: Asked, { loaded }: CenterView): Promise<Html> {
  const [newest] = loaded.reports;
  if (newest === undefined)
    return html`<p><strong>${centerWord(language, 'noReport')}</strong> ${centerWord(language, 'askResults', { ask: factWords.benefit.ask[language] })}</p>`;
  return html``;
}

/** One line of a report for a table that compares. */
export function resultInShort(language: Language, { loaded }: CenterView): Html {
  const [newest] = loaded.reports;
  return newest === undefined ? html`${centerWord(language, 'noReport')}` : html``;
}

/** Said in the table itself where intervals overlap: the two do not differ. */
export function overlapNote(_language: Language, _views: readonly CenterView[]): Html | undefined {
  return undefined;
}
