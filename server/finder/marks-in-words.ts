/** The six states with what each means. */
import { html } from 'hono/html';
import { factStates } from '#clinical/finder/finder.ts';
import type { Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import { stateWords } from './fact-words.ts';
import { stateMark } from './marks.ts';

export const marksInWords = (language: Language): Html =>
  html`<dl class="three marks-in-words">${factStates.map(
    (state) => html`<div><dt>${stateMark(state, language)}</dt><dd>${stateWords[state].means[language]}</dd></div>`,
  )}</dl>`;
