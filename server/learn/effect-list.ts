/** Side effects, one entry each: what it is like, how often on both sides, when, what staff do, when to call. */
import { html } from 'hono/html';
import type { Counted } from '#clinical/learn/learn.ts';
import type { Both, Language } from '#server/public/language.ts';
import { people } from '#server/public/pictures-people.ts';
import { timeBar } from '#server/public/pictures-time.ts';
import type { Effect, Html } from './article.ts';
import { folded, tableOf, unknownMark, wordIn } from './block-parts.ts';
import { learnWords } from './learn-words.ts';
import { reactionWords } from './reaction-words.ts';
import { many, of100, others, rangeOf, timeOf } from './say.ts';

const hour = 60;
/** Three hours are shown. */
const shownHours = 3;
const end = shownHours * hour;

const between = ({ from, to }: { from: number; to: number }, language: Language) =>
  from === to ? timeOf(from) : `${from === 0 ? from : timeOf(from)}${language === 'en' ? ' to ' : ' a '}${timeOf(to)}`;

function timeOfEffect({ told: { time } }: Effect, language: Language): Html | string {
  if (time === undefined) return '';
  const ticks = Array.from({ length: shownHours + 1 }, (_, at) => ({
    at: at * hour,
    word: at === 0 ? wordIn(language, 'start') : `${at} h`,
  }));
  const { onset, offset } = time;
  const fill = { onset: between(onset, language), offset: offset === undefined ? '' : between(offset, language) };
  const says = wordIn(language, offset === undefined ? 'onset' : 'onsetAndEnd', fill);
  // Without an end it is drawn over the time in which it may begin; one that begins at a single time runs on.
  const to = offset?.to ?? (onset.to > onset.from ? onset.to : undefined);
  return html`<h4>${wordIn(language, 'when')}</h4>${timeBar({ from: onset.from, to }, { end, ticks, says })}`;
}

function countOf({ told: { counted } }: Effect, language: Language): Html {
  const [row] = counted?.rows ?? [];
  if (counted === undefined || row === undefined)
    return html`<p class="state not-known">${unknownMark}${wordIn(language, 'howOften')}</p>`;
  const drawn = (per100: number, meaning: 'harm' | 'other', name: string) => {
    const of = wordIn(language, 'of100', { count: of100(per100) });
    return html`<div class="learn-small">${people(Number(of100(per100)), { figure: 'dot', meaning, says: `${of} ${name}, ${others(per100)} ${language === 'en' ? 'not' : 'no'}` })}<p><strong>${of}</strong><br>${name}</p></div>`;
  };
  return html`<div class="learn-pair">${drawn(row.active, 'harm', wordIn(language, 'withSpray'))}${drawn(row.control, 'other', wordIn(language, 'emptySpray'))}</div>`;
}

/** The study with the people of both groups. */
function studyOf(counted: Counted | undefined): Both {
  const { study = '', people: group } = counted ?? {};
  const of = (language: Language) =>
    group === undefined
      ? wordIn(language, 'howManyPeople')
      : `${many(group.active)} ${language === 'en' ? 'and' : 'y'} ${many(group.control)}`;
  return { en: `${study}, ${of('en')}`, es: `${study}, ${of('es')}` };
}

function sentencesOf({ told }: Effect, language: Language): Html | string {
  const { counted, asked } = told;
  const [first, ...more] = counted?.rows ?? [];
  if (counted === undefined || first === undefined) return '';
  const also = more.map(
    ({ reaction, active, control }) =>
      `${reactionWords(reaction)[language]} ${of100(active)} ${language === 'en' ? 'and' : 'y'} ${of100(control)}`,
  );
  return html`<p class="quiet">${wordIn(language, 'countedHere')}: ${reactionWords(first.reaction)[language]} (${studyOf(counted)[language]}).${also.length === 0 ? '' : ` ${wordIn(language, 'otherCounts')}: ${also.join('; ')}.`}</p>${
    asked === undefined
      ? ''
      : html`<p class="learn-aside">${wordIn(language, 'asked', { range: rangeOf(asked)[language], count: of100(first.active) })}</p>`
  }`;
}

function effectOf(effect: Effect, language: Language): Html {
  const { name, field, feels, done, call, told } = effect;
  const isCounted = told.counted !== undefined;
  const words = html`<div class="learn-words"><h3 id="${told.id}">${name[language]}</h3>${
    field === undefined ? '' : html`<p class="quiet">${field[language]}</p>`
  }<p>${feels[language]}</p>${call === undefined ? '' : html`<p class="learn-aside">${call[language]}</p>`}${sentencesOf(effect, language)}</div>`;
  const staff = html`<div class="learn-staff">${timeOfEffect(effect, language)}<h4>${wordIn(language, 'done')}</h4><p>${done[language]}</p></div>`;
  return html`<section class="learn-effect${isCounted ? '' : ' card'}">${words}${countOf(effect, language)}${staff}</section>`;
}

export function effectList(effects: readonly Effect[], language: Language): Html {
  const counted = effects.filter(({ told }) => told.counted !== undefined);
  const rest = effects.filter(({ told }) => told.counted === undefined);
  const rows = counted.flatMap(({ told: { counted: found } }) =>
    (found?.rows ?? []).map(({ reaction, active, control }) => {
      const cell = (text: string) => ({ en: text, es: text });
      const pair = (per100: number) => cell(`${of100(per100)} · ${others(per100)}`);
      return [reactionWords(reaction), pair(active), pair(control), studyOf(found)];
    }),
  );
  const yesNo = { en: 'yes · no', es: 'sí · no' };
  const head = [
    learnWords.effect,
    { en: `${learnWords.withSpray.en}: ${yesNo.en}`, es: `${learnWords.withSpray.es}: ${yesNo.es}` },
    { en: `${learnWords.emptySpray.en}: ${yesNo.en}`, es: `${learnWords.emptySpray.es}: ${yesNo.es}` },
    learnWords.study,
  ];
  return html`<div class="learn-effects">${counted.map((effect) => effectOf(effect, language))}</div>${folded(
    wordIn(language, 'effectTable'),
    tableOf({ head, rows }, language, wordIn(language, 'effectTable')),
  )}<div class="two learn-uncounted">${rest.map((effect) => effectOf(effect, language))}</div>`;
}
