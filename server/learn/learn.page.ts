/** A page of the learning part, and the list of them. */
import { html } from 'hono/html';
import { literature } from '#clinical/learn/learn.ts';
import { href, outside, structuredData } from '#server/public/address.ts';
import { icon } from '#server/public/icons.ts';
import { dayIn, type Language } from '#server/public/language.ts';
import type { Page } from '#server/public/page.ts';
import { peopleShapes } from '#server/public/pictures-people.ts';
import type { Block, Html, LearnPage, Section } from './article.ts';
import { unknownMark, wordIn } from './block-parts.ts';
import { blockOf } from './blocks.ts';
import { againBy, review } from './review.ts';
import { rich } from './rich-words.ts';
import { namedSource } from './source-words.ts';

const root = '/learn';
const unknownId = 'not-known';
const sourcesId = 'sources';

/** Pictures of people and rows of side effects need their shapes once. */
const drawsPeople = (block: Block) => block.is === 'counts' || block.is === 'effects';

const sectionOf = ({ id, title, blocks }: Section, language: Language): Html =>
  html`<section id="${id}" class="learn-section"><h2>${title[language]}</h2>${blocks.map((block) => blockOf(block, language))}</section>`;

/** Whether a clinician, and of the Spanish a clinical translator, has read it. */
const readBy = (language: Language): readonly string[] => [
  review.clinician === undefined
    ? wordIn(language, 'notReviewed')
    : `${wordIn(language, 'reviewedBy')} ${review.clinician}.`,
  ...(language === 'es' && review.translator === undefined ? [wordIn(language, 'notTranslated')] : []),
];

/** Under the title: a reader knows it before the first sentence, on a phone too. */
const underTitle = (language: Language): Html => html`<p class="quiet learn-read-by">${readBy(language).join(' ')}</p>`;

/** @param runsOut days on which something on the page ends */
function checked(language: Language, runsOut: readonly string[]): Html {
  const day = (iso: string) => dayIn(language, iso);
  const [by, ...more] = readBy(language);
  return html`<div class="card paper learn-checked"><h2 class="learn-card-name">${wordIn(language, 'checked')}</h2><p><strong>${by}</strong></p>${more.map((line) => html`<p>${line}</p>`)}<p>${wordIn(language, 'written')} ${day(review.writtenOn)}. ${wordIn(language, 'figuresRead')} ${day(review.figuresReadOn)}. ${wordIn(language, 'again')} ${day(againBy(runsOut))}.</p><p><a href="#${sourcesId}">${wordIn(language, 'sources')}</a> · <a href="${href({ language, path: '/tell-us' })}">${wordIn(language, 'mistake')}</a></p></div>`;
}

const contents = (page: LearnPage, language: Language): Html =>
  html`<nav aria-label="${wordIn(language, 'onThisPage')}"><p class="learn-card-name">${wordIn(language, 'onThisPage')}</p><ul class="contents">${[
    ...page.sections.map(({ id, title }) => [id, title[language]] as const),
    [unknownId, wordIn(language, 'notKnown')] as const,
    [sourcesId, wordIn(language, 'sources')] as const,
  ].map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>`;

function sources(page: LearnPage, language: Language): Html {
  return html`<section id="${sourcesId}" class="learn-section learn-sources"><h2>${wordIn(language, 'sources')}</h2><ol>${page.references.map(
    (name) => {
      const link = outside(literature[name].url);
      const { name: cite, nameIn, note } = namedSource(name, literature[name], language);
      const said = link === undefined ? html`${cite}` : html`<a href="${link}" rel="noopener">${cite}</a>`;
      return html`<li>${nameIn === language ? said : html`<span lang="${nameIn}">${said}</span>`}${note === undefined ? '' : `. ${note}`}</li>`;
    },
  )}</ol></section>`;
}

const unknown = ({ notKnown }: LearnPage, language: Language): Html =>
  html`<section id="${unknownId}" class="learn-section"><h2>${wordIn(language, 'notKnown')}</h2><ul class="learn-unknown">${notKnown.map(
    (one) => html`<li>${unknownMark}<span>${rich(one[language], language)}</span></li>`,
  )}</ul></section>`;

/** The body of one page. */
export function articleOf(page: LearnPage, next: LearnPage | undefined, language: Language): Omit<Page, 'language'> {
  const { title, lead, short, sections } = page;
  const isWide = sections.some(({ blocks }) => blocks.some(({ is }) => is === 'effects' || is === 'cards'));
  const hasPeople = sections.some(({ blocks }) => blocks.some(drawsPeople));
  const article = html`<article class="learn-article"><h1>${title[language]}</h1>${underTitle(language)}<p class="lead">${rich(lead[language], language)}</p>
<section class="card computed learn-short"><h2 class="learn-card-name">${wordIn(language, 'short')}</h2><ul>${short.map((line) => html`<li>${rich(line[language], language)}</li>`)}</ul></section>
${sections.map((section) => sectionOf(section, language))}
${unknown(page, language)}
${sources(page, language)}
${
  next === undefined
    ? ''
    : html`<p class="learn-next"><a class="act second" href="${href({ language, path: `${root}/${next.slug}` })}">${wordIn(language, 'next')}: ${next.title[language]}${icon('next')}</a></p>`
}</article>`;
  const aside = html`<aside class="learn-side">${contents(page, language)}${checked(language, page.runsOut ?? [])}</aside>`;
  const body = html`<div class="wide learn-page">${hasPeople ? peopleShapes() : ''}<p class="crumbs"><a href="${href({ language, path: root })}">${wordIn(language, 'learn')}</a></p><div class="${isWide ? 'learn-wide' : 'with-side'}">${article}${aside}</div></div>`;
  return {
    path: `${root}/${page.slug}`,
    title: title[language],
    description: lead[language],
    door: 'learn',
    body,
    structured: structuredData({
      '@context': 'https://schema.org',
      '@type': 'MedicalWebPage',
      name: title[language],
      description: lead[language],
      inLanguage: language,
      datePublished: review.writtenOn,
      dateModified: review.writtenOn,
      isAccessibleForFree: true,
    }),
  };
}

/** The list of pages. */
export function contentsOf(pages: readonly LearnPage[], language: Language): Omit<Page, 'language'> {
  const title = wordIn(language, 'contentsTitle');
  const lead = wordIn(language, 'contentsLead');
  return {
    path: root,
    title,
    description: lead,
    door: 'learn',
    body: html`<div class="wide learn-contents"><h1>${title}</h1>${underTitle(language)}<p class="lead">${lead}</p><ol class="learn-list-of-pages">${pages.map(
      (page) =>
        html`<li><h2><a href="${href({ language, path: `${root}/${page.slug}` })}">${page.title[language]}</a></h2><p class="quiet">${page.lead[language]}</p></li>`,
    )}</ol>${checked(
      language,
      pages.flatMap(({ runsOut = [] }) => runsOut),
    )}</div>`,
  };
}
