/** The six marks, each a shape of its own that reads in gray, and the strip of 24. */
import { html, raw } from 'hono/html';
import { countStates, type FactState, factGroups, factNames, factStates, factsIn } from '#clinical/finder/finder.ts';
import type { Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import { groupWords, stateWords } from './fact-words.ts';

const shapes: Record<FactState, string> = {
  verified:
    '<rect x="1" y="1" width="18" height="18" rx="3" fill="currentColor"/><path d="m5.5 10.5 3 3 6-7" fill="none" class="mark-on" stroke-width="2.2"/>',
  documented:
    '<rect x="2" y="2" width="16" height="16" rx="3" class="mark-soft" stroke="currentColor" stroke-width="2"/><path d="M6 7h8M6 10h8M6 13h5" stroke="currentColor" stroke-width="1.6"/>',
  claimed:
    '<rect x="2" y="2" width="16" height="16" rx="3" class="mark-soft" stroke="currentColor" stroke-width="1.6"/><path d="M9 7.5C7 8 6.2 9.2 6.2 11.2h2.3v2.3H6.2M14.3 7.5c-2 .5-2.8 1.7-2.8 3.7h2.3v2.3h-2.3" fill="none" stroke="currentColor" stroke-width="1.5"/>',
  'not-known':
    '<rect x="2" y="2" width="16" height="16" rx="3" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.4 2.2"/><path d="M7.8 8a2.3 2.3 0 1 1 3.4 2c-.8.5-1.2.9-1.2 1.7" fill="none" stroke="currentColor" stroke-width="1.6"/><circle cx="10" cy="14.2" r="1.1" fill="currentColor"/>',
  expired:
    '<circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2"/><path d="M10 5.5V10l3 2.2" fill="none" stroke="currentColor" stroke-width="2"/>',
  contradicted:
    '<path d="M6.2 1h7.6L19 6.2v7.6L13.8 19H6.2L1 13.8V6.2z" fill="currentColor"/><path d="m6.8 6.8 6.4 6.4M13.2 6.8l-6.4 6.4" class="mark-on" stroke-width="2.2"/>',
};

/** Once in a page, before the first mark. The colour of a mark comes with its shape: a page may hold five hundred marks. */
export const markShapes = () =>
  raw(
    `<svg width="0" height="0" aria-hidden="true" focusable="false" class="heard"><defs>${factStates
      .map((state) => `<symbol id="m-${state}" class="${state}" viewBox="0 0 20 20">${shapes[state]}</symbol>`)
      .join('')}</defs></svg>`,
  );

const mark = (state: FactState) => `<svg class="mark" aria-hidden="true"><use href="#m-${state}"/></svg>`;

/** Inside an image that has words of its own, nothing more is said of each mark. */
const marksInStrip = new Map(
  factStates.map((state) => [state, `<svg class="mark"><use href="#m-${state}"/></svg>`] as const),
);

/** The mark with its word. */
export const stateMark = (state: FactState, language: Language): Html =>
  html`<span class="state ${state}">${raw(mark(state))}${stateWords[state].name[language]}</span>`;

/** "4 verified, 15 documented, 2 not known": only what is there, but always what is verified and not known. */
export function countsInWords(states: readonly FactState[], language: Language): string {
  const counts = countStates(states);
  return factStates
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${stateWords[state].counted[language]}`)
    .join(', ');
}

/** What strips of a language are made of: a list holds twenty of them, and only the marks and numbers differ. */
function piecesOf(language: Language) {
  const groups = factGroups.map((group) => ({
    begins: String(
      html`<div class="strip-group"><span class="strip-name">${groupWords[group].name[language]}</span><span class="strip-marks">`,
    ),
    places: factsIn(group).map(({ name }) => factNames.indexOf(name)),
  }));
  const counted = factStates.map((state) => ({
    state,
    begins: state === 'contradicted' ? '<li class="bad"><strong>' : '<li><strong>',
    ends: String(html`</strong> ${stateWords[state].counted[language]}</li>`),
  }));
  return { groups, counted };
}
const pieces = new Map<Language, ReturnType<typeof piecesOf>>();

/** 24 facts at a glance, always in the same order; one image for those who hear it. */
export function strip(states: readonly FactState[], language: Language): Html {
  const { groups, counted } = pieces.get(language) ?? piecesOf(language);
  if (!pieces.has(language)) pieces.set(language, { groups, counted });
  const counts = countStates(states);
  let image = '';
  for (const { begins, places } of groups) {
    image += begins;
    for (const at of places) image += marksInStrip.get(states[at] ?? 'not-known') ?? '';
    image += '</span></div>';
  }
  let list = '';
  for (const { state, begins, ends } of counted) if (counts[state] > 0) list += `${begins}${counts[state]}${ends}`;
  return html`<div class="strip" role="img" aria-label="${countsInWords(states, language)}">${raw(image)}</div>
<ul class="counts" aria-hidden="true">${raw(list)}</ul>`;
}
