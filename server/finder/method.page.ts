/** How facts are checked: the whole method, with its versions, open to anyone. */
import { html } from 'hono/html';
import { evidenceCountsFor, factGroups, factsIn, factsToLookFor, orderFormulas } from '#clinical/finder/finder.ts';
import { href } from '#server/public/address.ts';
import { dayIn } from '#server/public/language.ts';
import type { Asked, Shown } from '#server/public/show.ts';
import { basisWords } from './basis-words.ts';
import { evidenceWord } from './evidence-words.ts';
import { factWords, groupWords } from './fact-words.ts';
import { finderWord } from './finder-words.ts';
import { markShapes } from './marks.ts';
import { marksInWords } from './marks-in-words.ts';
import { type MethodWord, methodWord } from './method-words.ts';

export function methodPage({ language }: Asked): Shown {
  const says = (word: MethodWord, fill?: Record<string, string | number>) => methodWord(language, word, fill);
  const n = factsToLookFor.length;
  return {
    page: {
      path: '/method',
      title: says('methodTitle'),
      description: says('methodLead'),
      body: html`${markShapes()}<div class="wide"><h1>${says('methodTitle')}</h1><p class="lead">${says('methodLead')}</p>
<h2>${says('read')}</h2>${marksInWords(language)}
${factGroups.map(
  (
    group,
  ) => html`<section class="part"><h2>${groupWords[group].name[language]}</h2><p class="quiet">${groupWords[group].says[language]}</p>
<table class="facts"><thead><tr><th scope="col">${says('fact')}</th><th scope="col">${says('why')}</th><th scope="col">${says('counts')}</th></tr></thead><tbody>${factsIn(
    group,
  ).map(
    (fact) =>
      html`<tr><th scope="row" class="fact">${factWords[fact.name].name[language]}</th><td class="fact-why">${factWords[fact.name].why[language]}</td><td class="fact-source">${fact.evidence.map((one) => evidenceWord(language, one)).join('; ')} <span class="source">${says('basis')}: ${basisWords(fact.name)[language]}</span></td></tr>`,
  )}</tbody></table></section>`,
)}
<section class="part"><h2>${says('orderTitle')}</h2><p>${says('orderSays')}</p><ul>${orderFormulas.rows.map(
        ({ version, since, weights: w }) =>
          html`<li><strong>${finderWord(language, 'version', { n: version, day: dayIn(language, since) })}</strong>: ${finderWord(language, 'formula', { v: w.verified, d: w.documented, c: w.claimed, x: w.contradicted })}. ${finderWord(language, 'orderSays')}</li>`,
      )}</ul></section>
<section class="part"><h2>${says('expiryTitle')}</h2><p>${says('expirySays', { n: evidenceCountsFor.value })}</p></section>
<section class="part"><h2>${says('twoTitle')}</h2><p>${says('twoSays')}</p></section>
<section class="part"><h2>${says('ownTitle')}</h2><p>${says('ownSays')}</p></section>
<section class="part"><h2>${says('notCountedTitle')}</h2><p>${says('notCountedSays', { n })}</p></section>
<section class="part"><h2>${says('reportsTitle')}</h2><p>${says('reportsSays')}</p><p>${says('hostSays')}</p></section>
<section class="part"><h2>${says('sourcesTitle')}</h2><p>${says('sourcesSays')}</p></section>
<section class="part"><h2>${says('mistakesTitle')}</h2><p>${says('mistakesSays')} <a href="${href({ language, path: '/tell-us' })}">${finderWord(language, 'tellCenter')}</a></p></section></div>`,
    },
  };
}

export function accessibilityPage({ language }: Asked): Shown {
  const says = (word: MethodWord) => methodWord(language, word);
  return {
    page: {
      path: '/accessibility',
      title: says('accessTitle'),
      description: says('accessLead'),
      body: html`<div class="wide narrow"><h1>${says('accessTitle')}</h1><p class="lead">${says('accessLead')}</p><ul>${(
        ['access1', 'access2', 'access3', 'access4'] as const
      ).map(
        (word) => html`<li>${says(word)}</li>`,
      )}</ul><p><a href="${href({ language, path: '/tell-us' })}">${says('access5')}</a></p></div>`,
    },
  };
}
