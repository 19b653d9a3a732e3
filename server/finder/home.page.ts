/** The first page: three doors by task, what we look for, how to read a fact, what people can expect, warning signs. */
import { html, raw } from 'hono/html';
import { factGroups, factsToLookFor } from '#clinical/finder/finder.ts';
import { href, structuredData } from '#server/public/address.ts';
import { type IconName, icon } from '#server/public/icons.ts';
import { dayIn } from '#server/public/language.ts';
import type { Asked, Shown } from '#server/public/show.ts';
import { factWords, groupWords } from './fact-words.ts';
import { newestDay } from './finder.queries.ts';
import { finderWord } from './finder-words.ts';
import { markShapes } from './marks.ts';
import { marksInWords } from './marks-in-words.ts';
import { type MethodWord, methodWord } from './method-words.ts';
import { nearMe } from './near-me.ts';
import { whatPeopleExpect } from './what-people-expect.ts';

const groupIcons: Record<(typeof factGroups)[number], IconName> = { who: 'people', safety: 'shield', openness: 'eye' };
const namedFirst = 4;

export async function homePage({ c, language }: Asked): Promise<Shown> {
  const says = (word: MethodWord, fill?: Record<string, string | number>) => methodWord(language, word, fill);
  const to = (path: string) => href({ language, path });
  const n = factsToLookFor.length;
  const newest = await newestDay(c.var.services.db.public);
  const links = (all: readonly (readonly [MethodWord, string])[]) =>
    html`<ul class="links">${all.map(([word, path]) => html`<li><a href="${to(path)}">${says(word)}${icon('next')}</a></li>`)}</ul>`;
  return {
    page: {
      path: '',
      title: says('homeTitle'),
      description: says('homeLead'),
      scripts: ['near-me'],
      structured: structuredData({
        '@context': 'https://schema.org',
        '@type': 'WebSite',
        name: 'Racemic',
        url: `${c.var.services.address}${to('')}`,
        inLanguage: language,
      }),
      body: html`${markShapes()}<div class="hero"><div class="wide"><div><h1>${says('homeTitle')}</h1><p class="lead">${says('homeLead')}</p></div>${lake}</div></div>
<div class="wide three doors-of-home"><section class="door"><h2>${says('find')}</h2><p>${says('findSays', { n })}</p>
<form role="search" method="get" action="${to('/centers')}"><div class="field"><label for="near">${finderWord(language, 'nearLabel')}</label><div class="field-with-act"><input id="near" name="near" type="search" maxlength="80" autocomplete="postal-code"><button class="act small" type="submit">${icon('search')}${finderWord(language, 'search')}</button></div></div>${nearMe(language)}</form>
${links([['howWeCheck', '/method']])}</section>
<section class="door"><h2>${says('learn')}</h2><p>${says('learnSays')}</p>${links([
        ['howFast', '/learn/how-fast'],
        ['session', '/learn/how-it-is-given'],
        ['effects', '/learn/side-effects'],
        ['law', '/learn/law'],
      ])}</section>
<section class="door"><h2>${says('check')}</h2><p>${says('checkSays')}</p><div class="note own">${icon('lock')}<p>${says('stays')}</p></div><p><a class="act second small" href="${to('/check')}">${says('startCheck')}</a></p></section></div>
<div class="wide part"><h2>${says('lookFor')}</h2><p class="quiet">${says('lookForSays', { n })}</p><div class="three">${factGroups.map(
        (group) =>
          html`<section class="card"><h3 class="card-name">${icon(groupIcons[group])}${groupWords[group].name[language]}</h3><ul class="ticks">${factsToLookFor
            .filter((fact) => fact.group === group)
            .slice(0, namedFirst)
            .map(
              ({ name }) => html`<li>${icon('check')}<span>${factWords[name].name[language]}</span></li>`,
            )}</ul></section>`,
      )}</div><p><a href="${to('/method')}">${says('allFacts', { n })}</a></p>
<h3>${says('read')}</h3>${marksInWords(language)}</div>
<div class="band">${whatPeopleExpect(language)}</div>
<div class="wide two part"><section><h2>${says('warning')}</h2><p class="quiet">${says('warningSays')}</p><ul class="ticks">${(
        ['warn1', 'warn2', 'warn3', 'warn4', 'warn5', 'warn6'] as const
      ).map(
        (word) =>
          html`<li>${raw(String(icon('warning')).replace('class="icon"', 'class="icon warn"'))}<span>${says(word)}</span></li>`,
      )}</ul></section>
<section class="card paper"><h2 class="h3">${says('notDo')}</h2><ul class="ticks">${(
        ['not1', 'not2', 'not3', 'not4'] as const
      ).map(
        (word) => html`<li>${icon('cross')}<span>${says(word)}</span></li>`,
      )}</ul><p class="source">${newest === undefined ? '' : `${finderWord(language, 'factsOf', { day: dayIn(language, newest) })} `}<a href="${to('/method')}">${says('howWeCheck')}</a></p></section></div>`,
    },
  };
}

/** One range and its mirror image in a lake: the only decorative picture of the site, dropped on phones. */
const lake = raw(
  '<svg class="hero-picture" viewBox="0 0 500 400" aria-hidden="true" focusable="false"><rect class="lake-sky" width="500" height="220"/><rect class="lake-glow" y="110" width="500" height="110"/><circle class="lake-sun" cx="320" cy="150" r="38"/><path class="lake-far" d="M0 220v-60l70-50 60 40 70-70 80 80 70-50 60 50 90-60v120z"/><path class="lake-mid" d="M0 220v-30l90-40 80 30 90-50 90 60 80-40 70 30v40z"/><path class="lake-near" d="M0 220v-16l110-24 90 20 100-32 110 34 90-18v36z"/><g transform="matrix(1 0 0 -1 0 440)" opacity=".45"><path class="lake-far" d="M0 220v-60l70-50 60 40 70-70 80 80 70-50 60 50 90-60v120z"/><path class="lake-mid" d="M0 220v-30l90-40 80 30 90-50 90 60 80-40 70 30v40z"/><path class="lake-near" d="M0 220v-16l110-24 90 20 100-32 110 34 90-18v36z"/></g><path class="lake-line" d="M60 270h120M220 260h60M310 300h90M90 330h60M230 345h120M40 370h70M370 360h80"/></svg>',
);
