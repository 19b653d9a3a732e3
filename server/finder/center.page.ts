/** One center: in short, 24 facts in three tables, its own results, prices, words we question, questions, history. */
import { html, raw } from 'hono/html';
import { factGroups, milesBetween } from '#clinical/finder/finder.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import { href, outside, structuredData, telephone } from '#server/public/address.ts';
import { icon } from '#server/public/icons.ts';
import { dayIn, daysBetween, dollarsIn, type Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import type { Asked, Shown } from '#server/public/show.ts';
import { byMail, milesIn } from './card.ts';
import { type CenterView, isSlug, type ShownFact, viewCenters } from './center-view.ts';
import { type CenterWord, centerWord, quoteWords, sourceKinds } from './center-words.ts';
import { factWords, groupWords } from './fact-words.ts';
import { findSlug } from './finder.queries.ts';
import { offerWords, priceWords, treatmentWords, wordOf } from './finder-words.ts';
import { markShapes, stateMark, strip } from './marks.ts';
import { isOwnByHost } from './own.ts';
import { mustBeAsked } from './questions.ts';
import { resultsOf } from './results-of.ts';
import { placeOf, readSearch } from './search.ts';

type Says = (word: CenterWord, fill?: Record<string, string | number>) => string;

export async function centerPage(asked: Asked): Promise<Shown> {
  const { c, language, today } = asked;
  const slug = c.req.param('slug') ?? '';
  const [view] = isSlug(slug) ? await viewCenters(c.var.services.db.public, [slug], today) : [];
  if (view === undefined) throw new CannotProceed('not-found', 'There is no such center.');
  const says: Says = (word, fill) => centerWord(language, word, fill);
  const { center } = view;
  if (center.mergedInto !== null) {
    const now = await findSlug(c.var.services.db.public, center.mergedInto);
    if (now !== undefined) return { goTo: href({ language, path: `/centers/${now}` }) };
  }
  if (center.listing !== 'listed') return gone(asked, view, says);
  const search = readSearch(asked.query);
  return {
    page: {
      path: `/centers/${slug}`,
      query: search.near === '' ? undefined : { near: search.near },
      title: center.name,
      description: `${center.name}: ${inShort(view.facts, says, language)
        .map(({ text }) => text)
        .join(' ')}`,
      door: 'find',
      isSynthetic: center.synthetic,
      isIndexed: !center.synthetic,
      structured: structuredData(
        schemaOrg(view, `${c.var.services.address}${href({ language, path: `/centers/${slug}` })}`),
      ),
      body: html`${markShapes()}${await body(asked, view, says)}`,
    },
  };
}

function gone({ language }: Asked, { center }: CenterView, says: Says): Shown {
  const isRemoved = center.listing === 'removed';
  const title = says(isRemoved ? 'removed' : 'closed');
  return {
    status: 410,
    page: {
      path: `/centers/${center.slug}`,
      title,
      description: title,
      door: 'find',
      isIndexed: false,
      body: html`<div class="wide narrow"><h1>${title}</h1><p class="lead">${says(isRemoved ? 'removedSays' : 'closedSays', { day: dayIn(language, center.listingOn ?? '') })}</p>
<p><a class="act" href="${href({ language, path: '/centers' })}">${says('allCenters')}</a></p></div>`,
    },
  };
}

/** What was told of its medicine to search engines: what a source said, nothing about quality. */
function schemaOrg({ center, loaded }: CenterView, url: string): object {
  const [at] = loaded.locations;
  return {
    '@context': 'https://schema.org',
    '@type': 'MedicalClinic',
    name: center.name,
    url,
    ...(center.phone === null ? {} : { telephone: center.phone }),
    ...(outside(center.website) === undefined ? {} : { sameAs: outside(center.website) }),
    ...(at === undefined
      ? {}
      : {
          address: {
            '@type': 'PostalAddress',
            streetAddress: at.street,
            addressLocality: at.city,
            addressRegion: at.state,
            postalCode: at.zip,
            addressCountry: 'US',
          },
        }),
    dateModified: center.updatedAt.toISOString().slice(0, 10),
  };
}

const listedMost = 3;

function namesOf(facts: readonly ShownFact[], language: Language, says: Says): string {
  const names = facts.map(({ name }) => factWords[name].name[language].toLocaleLowerCase(language));
  const shown = names.slice(0, listedMost).join(', ');
  return names.length > listedMost ? says('andMore', { facts: shown, n: names.length - listedMost }) : shown;
}

/** Best, worst, holes: at most four lines. */
function inShort(facts: readonly ShownFact[], says: Says, language: Language) {
  const by = (state: ShownFact['state']) => facts.filter((fact) => fact.state === state);
  const lines: { state: ShownFact['state']; text: string }[] = [];
  const verified = by('verified');
  lines.push(
    verified.length > 0
      ? { state: 'verified', text: says('bestShown', { facts: namesOf(verified, language, says) }) }
      : { state: 'not-known', text: says('shownNot') },
  );
  for (const [state, word] of [
    ['contradicted', 'contradicts'],
    ['expired', 'tooOld'],
    ['not-known', 'holes'],
  ] as const)
    if (by(state).length > 0) lines.push({ state, text: says(word, { facts: namesOf(by(state), language, says) }) });
  return lines;
}

async function body(asked: Asked, view: CenterView, says: Says): Promise<Html> {
  const { language } = asked;
  const { center, facts } = view;
  const sections: readonly (readonly [id: string, name: string, content: Html])[] = [
    ...factGroups.map(
      (group) =>
        [
          group,
          groupWords[group].name[language],
          html`<p class="quiet">${groupWords[group].says[language]}</p>${factTable(
            facts.filter((fact) => fact.group === group),
            language,
            says,
          )}`,
        ] as const,
    ),
    ['results', says('results'), await resultsOf(asked, view)],
    ['prices', says('prices'), prices(asked, view, says)],
    ['words', says('questioned'), wordsQuestioned(view, language, says)],
    ['questions', says('ask'), questions(asked, view, says)],
    ['history', says('history'), history(view, language, says)],
  ];
  return html`<div class="wide">${wayBack(asked, says)}
<div class="center-top"><div><h1>${center.name}</h1>${whereIs(asked, view, says)}${tags(view, language)}
${ownNote(asked, view, says)}${byMail(mailed(view), language)}${strip(
  facts.map(({ state }) => state),
  language,
)}</div>
<aside class="card paper in-short"><h2 class="h3">${says('inShort')}</h2><ul>${inShort(facts, says, language).map(
    ({ state, text }) =>
      html`<li>${raw(`<svg class="mark" aria-hidden="true"><use href="#m-${state}"/></svg>`)}<span>${text}</span></li>`,
  )}</ul><p class="source">${says('somethingWrong')} <a href="${href({ language, path: '/tell-us', query: { center: center.slug } })}">${says('tellUs')}</a> ${says('orClaim')} <a href="${href({ language, path: '/for-centers', query: { center: center.slug } })}">${says('claimPage')}</a>.</p></aside></div>
<div class="with-side side-first"><nav class="contents" aria-label="${says('onThisPage')}"><ul>${sections.map(
    ([id, name]) => html`<li><a href="#${id}">${name}</a></li>`,
  )}</ul></nav>
<div>${sections.map(([id, name, content]) => html`<section id="${id}" class="part"><h2>${name}</h2>${content}</section>`)}</div></div></div>`;
}

function wayBack({ language, query }: Asked, says: Says): Html {
  const { near } = readSearch(query);
  const link = href({ language, path: '/centers', query: { near } });
  return html`<p class="crumbs"><a href="${link}">${near === '' ? says('allCenters') : says('backToList', { place: near })}</a></p>`;
}

function whereIs({ language, query }: Asked, { center, loaded }: CenterView, says: Says): Html {
  const place = placeOf(readSearch(query).near);
  const website = outside(center.website);
  return html`${loaded.locations.map((at) => {
    const far = place.is === 'place' ? ` · ${milesIn(language, milesBetween(place.point, at))}` : '';
    return html`<p class="lead">${[at.street, at.city].filter(Boolean).join(', ')}, ${at.state} ${at.zip}${far}${
      at.placedBy === 'zip' ? html` <span class="source">${says('placedByZip')}</span>` : ''
    }</p>`;
  })}<p class="center-reach">${center.phone === null ? '' : html`<a href="${telephone(center.phone)}">${icon('phone')}${center.phone}</a> `}${
    website === undefined
      ? ''
      : html`<a href="${website}" rel="nofollow noopener noreferrer">${icon('globe')}${new URL(website).hostname}</a>`
  }</p>`;
}

/** Who reads a page has to know when its subject and its keeper are the same. */
function ownNote({ c }: Asked, { center }: CenterView, says: Says): Html | string {
  if (!isOwnByHost(center, c.var.services.address)) return '';
  return html`<div class="note blue">${icon('info')}<p><strong>${says('own')}</strong> ${says('ownSays')}</p></div>`;
}

const mailed = ({ loaded }: CenterView) =>
  loaded.services.filter((service) => service.byMail).map(({ treatment }) => `${treatment}-by-mail`);

function tags({ loaded }: CenterView, language: Language): Html | string {
  const all = [
    ...loaded.services.map(({ treatment, byMail }) =>
      wordOf(treatmentWords, byMail ? `${treatment}-by-mail` : treatment, language),
    ),
    ...loaded.offers.map(({ kind, value }) => wordOf(offerWords, `${kind}:${value}`, language)),
  ];
  return all.length === 0 ? '' : html`<ul class="tags">${[...new Set(all)].map((tag) => html`<li>${tag}</li>`)}</ul>`;
}

function factTable(facts: readonly ShownFact[], language: Language, says: Says): Html {
  return html`<table class="facts"><thead><tr><th scope="col">${says('fact')}</th><th scope="col">${says('state')}</th><th scope="col">${says('source')}</th></tr></thead><tbody>${facts.map(
    ({ name, state, by }) =>
      html`<tr><th scope="row" class="fact">${factWords[name].name[language]}</th><td class="fact-state">${stateMark(state, language)}</td><td class="fact-source">${
        by === undefined ? says('nobody') : shownBy(by, state, language, says)
      }</td></tr>`,
  )}</tbody></table>`;
}

function shownBy(by: NonNullable<ShownFact['by']>, state: ShownFact['state'], language: Language, says: Says): Html {
  const link = outside(by.link);
  return html`<span lang="en">${by.words}</span> <span class="source">${says('found', { source: by.source, day: dayIn(language, by.foundOn) })}${
    by.checker === undefined ? '' : `, ${says('checkedBy', { who: by.checker })}`
  }${state === 'expired' ? `. ${says('ranOut', { day: dayIn(language, by.expiresOn) })}` : ''}${
    link === undefined
      ? ''
      : html`. <a href="${link}" rel="nofollow noopener noreferrer">${says('look')}<span class="heard">: ${by.source}</span></a>`
  }</span>`;
}

function prices({ language, today }: Asked, { loaded }: CenterView, says: Says): Html {
  const newest = loaded.prices
    .map(({ statedOn }) => statedOn)
    .toSorted()
    .at(-1);
  if (newest === undefined)
    return html`<p>${says('noPrices')}</p><p><a href="${href({ language, path: '/learn/cost' })}">${says('guidesLink')}</a></p>`;
  return html`<p class="quiet">${says('priceList', { day: dayIn(language, newest), n: daysBetween(newest, today) })}</p>
<table class="facts"><thead><tr><th scope="col">${says('what')}</th><th scope="col">${says('youPay')}</th><th scope="col">${says('isIn')}</th></tr></thead><tbody>${loaded.prices.map(
    (price) =>
      html`<tr><th scope="row" class="fact">${wordOf(priceWords, price.what, language)}</th><td class="fact-state"><strong>${
        price.cents === null ? price.words : dollarsIn(language, price.cents)
      }</strong></td><td class="fact-source">${price.includes === '' ? says('notSaid') : price.includes} ${
        price.whoBills === '' ? '' : says('bills', { who: price.whoBills })
      }</td></tr>`,
  )}</tbody></table><p class="source">${says('guides')} <a href="${href({ language, path: '/learn/cost' })}">${says('guidesLink')}</a></p>`;
}

function wordsQuestioned({ loaded, facts }: CenterView, language: Language, says: Says): Html {
  const mentions = loaded.mentions.map(({ words }) => words).join('; ');
  const quoted = loaded.quotes.map((quote) => {
    const about = quoteWords[quote.rule];
    const link = outside(quote.link);
    const answer =
      quote.toldOn === null
        ? says('notTold')
        : quote.answer === null
          ? says('told', { day: dayIn(language, quote.toldOn) })
          : says('answered', { day: dayIn(language, quote.toldOn), answer: quote.answer });
    return html`<div class="card quoted"><blockquote class="read">“${quote.words}”</blockquote><p class="state contradicted">${raw('<svg class="mark" aria-hidden="true"><use href="#m-contradicted"/></svg>')}${about?.title[language] ?? quote.rule}</p><p>${about?.says[language] ?? ''}</p><p class="source">${says('foundAt', { day: dayIn(language, quote.foundOn) })} ${
      link === undefined ? '' : html`<a href="${link}" rel="nofollow noopener noreferrer">${says('whereFound')}</a> `
    }${answer}</p></div>`;
  });
  return html`${quoted.length === 0 ? html`<p>${notQuestioned(facts, language, says)}</p>` : quoted}${mentions === '' ? '' : html`<p class="source">${says('stories', { what: mentions })}</p>`}`;
}

/** Nothing found is said only where somebody has read its website; else nobody has looked. */
export function notQuestioned(facts: readonly ShownFact[], language: Language, says: Says): string {
  const website = facts.find(({ name }) => name === 'website');
  const isRead = website?.state === 'documented' || website?.state === 'verified';
  return isRead && website.by !== undefined
    ? says('noneQuestionedOn', { day: dayIn(language, website.by.foundOn) })
    : says('notReadYet');
}

function questions({ language }: Asked, { center, facts }: CenterView, says: Says): Html {
  const open = facts.filter(({ state }) => mustBeAsked(state));
  return html`${
    open.length === 0
      ? html`<p>${says('noQuestions')}</p>`
      : html`<p class="quiet">${says('madeFrom')}</p><ol class="ask-list">${open.map(({ name }) => html`<li>${factWords[name].ask[language]}</li>`)}</ol>`
  }<p class="acts"><a class="act second" href="${href({ language, path: '/questions', query: { center: center.slug } })}">${icon('print')}${says('print')}</a>
<a class="act third" href="${href({ language, path: '/compare', query: { center: center.slug } })}">${says('addCompare')}</a></p>`;
}

function history({ loaded }: CenterView, language: Language, says: Says): Html {
  return html`${
    loaded.changes.length === 0
      ? html`<p>${says('noHistory')}</p>`
      : html`<ul>${loaded.changes.map(({ changedOn, words }) => html`<li>${dayIn(language, changedOn)}: <span lang="en">${words}</span></li>`)}</ul>`
  }<h3>${says('sources')}</h3><ul class="source">${loaded.sources.map(
    ({ kind, licence, readOn }) =>
      html`<li>${says('sourceLine', { kind: sourceKinds[kind]?.[language] ?? kind, day: dayIn(language, readOn), licence })}</li>`,
  )}</ul>`;
}
