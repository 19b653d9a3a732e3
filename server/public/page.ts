/** What stands around every public page: help in a crisis first, then three doors, at the end who we are. */
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { href, inLanguage, type Place } from './address.ts';
import type { Assets } from './assets.ts';
import { smsTo, unitedStates } from './crisis-lines.ts';
import { type FrameWord, frameWord } from './frame-words.ts';
import { icon } from './icons.ts';
import { type Language, languages, otherLanguage } from './language.ts';
import { type Opening, openingOf } from './packed-page.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export type Door = 'find' | 'learn' | 'check';

export type Page = Place & {
  /** Of the window; the frame adds the name of the site. */
  title: string;
  /** One sentence for search engines. */
  description: string;
  door?: Door | undefined;
  body: Html;
  /** Data for search engines, made by `structuredData`. */
  structured?: Html | undefined;
  /** Scripts by their name in the built assets; the page is whole without them. */
  scripts?: readonly (keyof Assets['scripts'])[] | undefined;
  /** A page of answers to one person's question is no page for a search engine. */
  isIndexed?: boolean | undefined;
  /** What is shown is made up. */
  isSynthetic?: boolean | undefined;
};

/** A page in two parts: what all pages of its door and language begin with, and its own. */
export type PageText = { opening: Opening; rest: string };

const openings = new WeakMap<Assets, Map<string, Opening>>();

/** Made once for each door and language: what no page changes stands first, with the style. */
function opening(assets: Assets, language: Language, door: Door): Opening {
  const made = openings.get(assets) ?? new Map<string, Opening>();
  openings.set(assets, made);
  const before = made.get(`${language} ${door}`);
  if (before !== undefined) return before;
  const fonts = Object.values(assets.fonts).map(
    (font) => `<link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin>`,
  );
  const fresh = openingOf(`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/logo.svg" type="image/svg+xml">
${fonts.join('')}
<style>${assets.styles[door].text}</style>
`);
  made.set(`${language} ${door}`, fresh);
  return fresh;
}

/**
 * The page as HTML, in its two parts.
 *
 * @param address where people reach this server, for the canonical address
 */
export async function pageInParts(of: Page, assets: Assets, address: string): Promise<PageText> {
  const { language, title, description, isIndexed = true } = of;
  const say = (word: FrameWord) => frameWord(language, word);
  const [en, es] = languages.map((to) => `${address}${inLanguage(of, to)}`);
  const scripts = (of.scripts ?? []).map((name) => assets.scripts[name]);
  const rest = await html`<title>${title} · Racemic</title>
<meta name="description" content="${description}">
${isIndexed ? '' : raw('<meta name="robots" content="noindex">')}
<link rel="canonical" href="${language === 'en' ? en : es}">
<link rel="alternate" hreflang="en" href="${en}">
<link rel="alternate" hreflang="es" href="${es}">
<link rel="alternate" hreflang="x-default" href="${en}">
${scripts.map(
  (script) => html`<script type="module" src="${script.address}" integrity="${script.integrity}"></script>`,
)}
${of.structured ?? ''}
</head>
<body>
<a class="skip" href="#content">${say('skip')}</a>
${crisis(language)}
${header(of)}
${of.isSynthetic === true ? html`<p class="made-up"><strong class="wide">${say('synthetic')}</strong></p>` : ''}
<main id="content" tabindex="-1">
${of.body}
</main>
${footer(language)}
</body>
</html>
`;
  return { opening: opening(assets, language, of.door ?? 'find'), rest: String(rest) };
}

export const wholePage = ({ opening: { text }, rest }: PageText): string => text + rest;

/** The whole page as HTML. */
export const page = async (of: Page, assets: Assets, address: string): Promise<string> =>
  wholePage(await pageInParts(of, assets, address));

/** What depends on the language alone is made once. */
function oncePerLanguage(make: (language: Language) => Html): (language: Language) => Html {
  const made = new Map<Language, Html>();
  return (language) => {
    const html = made.get(language) ?? make(language);
    made.set(language, html);
    return html;
  };
}

const crisis = oncePerLanguage((language) => {
  const say = (word: FrameWord) => frameWord(language, word);
  return html`<section class="crisis" aria-label="${say('crisisName')}"><div class="wide">
<p class="crisis-say"><strong>${say('inCrisis')}</strong> <span class="crisis-also">${say('freeHelp')}</span></p>
<a class="crisis-call" href="tel:${unitedStates.call}">${icon('phone')}${say('call')}</a>
<a class="crisis-call" href="${smsTo(language)}">${icon('message')}${say('text')}</a>
<p class="crisis-more">${say('dangerNow')} <a href="tel:${unitedStates.emergency}">${say('callEmergency')}</a></p>
<p class="crisis-more"><a href="${href({ language, path: '/learn/help-now' })}">${say('otherCountries')}</a></p>
</div></section>`;
});

const leaf = html`<svg class="leaf" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><path class="leaf-left" d="M3 3A12 12 0 0 1 15 15V29A12 12 0 0 1 3 17Z"/><path class="leaf-right" d="M29 3A12 12 0 0 0 17 15V29A12 12 0 0 0 29 17Z"/></svg>`;

const doors: readonly { door: Door; path: string }[] = [
  { door: 'find', path: '/centers' },
  { door: 'learn', path: '/learn' },
  { door: 'check', path: '/check' },
];

function header(of: Page): Html {
  const { language } = of;
  const say = (word: FrameWord) => frameWord(language, word);
  const other = otherLanguage(language);
  const links = () =>
    html`${doors.map(
      ({ door, path }) =>
        html`<a href="${href({ language, path })}"${of.door === door ? raw(' aria-current="true"') : ''}>${say(door)}</a>`,
    )}<a href="${inLanguage(of, other)}" lang="${other}" hreflang="${other}">${icon('globe')}${say('language')}</a>`;
  return html`<header class="top"><div class="wide">
<a class="brand" href="${href({ language, path: '' })}">${leaf}Racemic</a>
<nav class="doors" aria-label="${say('doors')}">${links()}</nav>
<details class="menu"><summary>${icon('menu')}${say('menu')}</summary><nav aria-label="${say('menu')}">${links()}</nav></details>
</div></header>`;
}

const footer = oncePerLanguage((language) => {
  const say = (word: FrameWord) => frameWord(language, word);
  const part = (name: FrameWord, links: readonly (readonly [FrameWord, string])[]) =>
    html`<nav aria-label="${say(name)}"><p><strong>${say(name)}</strong></p><ul>${links.map(
      ([word, path]) => html`<li><a href="${href({ language, path })}">${say(word)}</a></li>`,
    )}</ul></nav>`;
  return html`<footer class="foot"><div class="wide"><div class="foot-parts">
<div class="foot-say"><p class="brand">${leaf}Racemic</p><p>${say('footSay')}</p></div>
${part('footFind', [
  ['find', '/centers'],
  ['footHow', '/method'],
  ['footQuestions', '/questions'],
])}
${part('footLearn', [
  ['footFast', '/learn/how-fast'],
  ['footEffects', '/learn/side-effects'],
  ['footLaw', '/learn/law'],
  ['footCost', '/learn/cost'],
])}
${part('footCorrect', [
  ['footMistake', '/tell-us'],
  ['footCenter', '/for-centers'],
  ['footAccess', '/accessibility'],
])}
</div><p class="foot-end">${say('footEnd')}</p></div></footer>`;
});
