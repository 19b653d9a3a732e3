/** The figures of a signed report, each with its denominator: completeness first, benefit and harm in the same form. */
import { html } from 'hono/html';
import { type SideEffectId, sideEffectNames } from '#clinical/chart/chart.ts';
import { type Count, isAbsent, type Report, rateOf, shownOf, wilson } from '#clinical/finder/finder.ts';
import { icon } from '#server/public/icons.ts';
import { type Language, numberIn } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import { interval, type Meaning } from '#server/public/pictures-people.ts';
import { figureWords, type ReportWord, reportWord, routeWords } from './report-words.ts';

type Says = (word: ReportWord, fill?: Record<string, string | number>) => string;
const whole = (share: number) => Math.round(share * 100);

export function figuresOf(report: Report, language: Language): Html {
  const says: Says = (word, fill) => reportWord(language, word, fill);
  return html`${completeness(report, says)}<div class="figures">${outcomes(report, language, says)}${monitoring(report, language, says)}</div>${sessions(report, language, says)}${effects(report, language, says)}`;
}

/** A count as people read it: what is hidden says why. */
function counted(count: Count, language: Language, says: Says): string {
  const shown = shownOf(count);
  if (shown !== undefined) return numberIn(language, shown);
  return 'hidden' in count && count.hidden === '1-10' ? says('oneToTen') : says('keptBack');
}

const whyHidden = (count: Count, says: Says) =>
  'hidden' in count && count.hidden === '1-10' ? says('oneToTenSays') : says('keptBackSays');

function completeness({ figures }: Report, says: Says): Html | string {
  const { completeness: of, outcomes: results } = figures;
  if (isAbsent(of)) return '';
  const [first] = of.weeks;
  const [answered, missing, asked, without] = [first?.answered, first?.notAnswered, of.asked, of.noScoreBefore].map(
    (count) => (count === undefined ? undefined : shownOf(count)),
  );
  if (first === undefined || answered === undefined || asked === undefined) return '';
  const all = asked + (without ?? 0);
  const unknown = missing === undefined ? undefined : missing + (without ?? 0);
  const better = isAbsent(results) ? undefined : results.weeks[0] && shownOf(results.weeks[0].muchBetter);
  return html`<div class="card computed"><h3>${says('completeTitle')}</h3><p><strong class="of-100">${says('completeOf', { n: answered, all })}</strong> ${says('completeSays', { weeks: first.week, missing: unknown ?? says('oneToTen') })} ${
    better === undefined || unknown === undefined || all === 0
      ? ''
      : says('ifAll', { missing: unknown, low: whole(better / all), n: whole(better / answered) })
  }</p></div>`;
}

type Figure = { title: string; count: Count; of: Count; under: ReportWord; rest?: ReportWord; meaning: Meaning };

/** One share: of 100, both sides, the likely range, and the count it comes from. */
function share(figure: Figure, language: Language, says: Says): Html {
  const { title, count, of, under, rest = 'others', meaning } = figure;
  const rate = rateOf(count, of);
  const [some, all] = [shownOf(count), shownOf(of)];
  if (rate === undefined) {
    const hidden = some === undefined ? count : of;
    const word = 'hidden' in hidden && hidden.hidden === '1-10' ? says('oneToTen') : says('keptBack');
    return html`<div class="card"><h3 class="h4">${title}</h3><p class="of-100">${word}</p><p class="source">${whyHidden(hidden, says)}</p></div>`;
  }
  const [point, from, to] = [rate.share, rate.likely.from, rate.likely.to].map((part) => part * 100) as [
    number,
    number,
    number,
  ];
  const likely = says('likely', { from: Math.round(from), to: Math.round(to) });
  const said = `${says('of100', { n: whole(rate.share) })}, ${likely}`;
  if (some === 0 && all !== undefined)
    return html`<div class="card"><h3 class="h4">${title}</h3><p class="of-100">${says(under, { n: 0, all })}</p><p class="source">${says('noneSoFar', { to: numberIn(language, wilson(0, all).to * 100, 1) })}</p></div>`;
  return html`<div class="card"><h3 class="h4">${title}</h3><p class="of-100">${says('of100', { n: whole(rate.share) })}</p><p class="quiet">${says(rest, { n: 100 - whole(rate.share) })}</p>${interval({ point, from, to }, { meaning, says: said })}<p class="quiet">${likely}</p><p class="source">${says(under, { n: rate.count, all: rate.of })}</p></div>`;
}

function outcomes({ figures }: Report, language: Language, says: Says): Html[] {
  if (isAbsent(figures.outcomes)) return [];
  return figures.outcomes.weeks.flatMap(({ week, answered, muchBetter, inRemission }) => [
    share(
      {
        title: says('muchBetter', { weeks: week }),
        count: muchBetter,
        of: answered,
        under: 'people',
        meaning: 'benefit',
      },
      language,
      says,
    ),
    share(
      {
        title: says('almostNone', { weeks: week }),
        count: inRemission,
        of: answered,
        under: 'people',
        meaning: 'benefit',
      },
      language,
      says,
    ),
  ]);
}

function monitoring({ figures }: Report, language: Language, says: Says): Html[] {
  const { readings, transfers, waiting } = figures;
  const parts: Html[] = [];
  if (!isAbsent(readings)) {
    const [due, late] = [shownOf(readings.due), shownOf(readings.late)];
    const kept: Count = due === undefined || late === undefined ? { hidden: 'kept-back' } : { shown: due - late };
    parts.push(
      share(
        { title: says('onTime'), count: kept, of: readings.due, under: 'readings', rest: 'late', meaning: 'benefit' },
        language,
        says,
      ),
    );
  }
  if (!isAbsent(transfers))
    parts.push(
      share(
        {
          title: says('transfers'),
          count: transfers.unplanned,
          of: transfers.sessions,
          under: 'sessions',
          meaning: 'harm',
        },
        language,
        says,
      ),
    );
  if (!isAbsent(waiting) && waiting.medianDays !== null)
    parts.push(
      html`<div class="card"><h3 class="h4">${says('waiting')}</h3><p class="of-100">${numberIn(language, waiting.medianDays)}</p></div>`,
    );
  return parts;
}

function sessions({ figures }: Report, language: Language, says: Says): Html | string {
  if (isAbsent(figures.sessions)) return '';
  const given = figures.sessions.byRoute.filter(({ sessions: count }) => shownOf(count) !== 0);
  const head = html`<h3>${says('sessionsTitle')}: ${counted(figures.sessions.total, language, says)}</h3>`;
  if (given.every(({ sessions: count }) => 'hidden' in count && count.hidden === 'kept-back'))
    return html`${head}<p class="quiet">${says('routesKeptBack')}</p>`;
  return html`${head}<dl class="said">${given.map(
    ({ route, sessions: count }) =>
      html`<dt>${routeWords[route]?.[language] ?? route}</dt><dd>${counted(count, language, says)}</dd>`,
  )}</dl>`;
}

/** As people say it, with the field's word where that is another one. */
function effectName(effect: SideEffectId, language: Language): string {
  const { name, field } = sideEffectNames[effect];
  return field === undefined ? name[language] : `${name[language]}, ${field[language]}`;
}

const severe = new Set(['3', '4', '5']);

function effects({ figures }: Report, language: Language, says: Says): Html | string {
  const { sideEffects } = figures;
  if (isAbsent(sideEffects)) return '';
  const rows = sideEffects.effects.flatMap(({ effect, grades }) =>
    grades
      .filter(({ grade, sessions: count }) => severe.has(grade) && shownOf(count) !== 0)
      .map(({ grade, sessions: count }) => ({ effect, grade, count })),
  );
  if (rows.length === 0) return html`<h3>${says('effectsTitle')}</h3><p>${says('noEffects')}</p>`;
  const all = counted(sideEffects.sessions, language, says);
  return html`<h3>${says('effectsTitle')}</h3><dl class="said">${rows.map(
    ({ effect, grade, count }) =>
      html`<dt>${effectName(effect, language)} (${grade})</dt><dd>${counted(count, language, says)} / ${all}</dd>`,
  )}</dl>`;
}

/** What the product does not hold is said, never shown as none. */
export function missingOf(report: Report, language: Language): Html | string {
  const says: Says = (word, fill) => reportWord(language, word, fill);
  const missing = Object.entries({ ...report.figures, prices: report.prices }).flatMap(([name, of]) =>
    isAbsent(of) ? [{ name: figureWords[name]?.[language] ?? name, why: of.absent }] : [],
  );
  if (missing.length === 0) return '';
  return html`<h3>${says('absentTitle')}</h3><ul class="ticks">${missing.map(
    ({ name, why }) => html`<li>${icon('question')}<span>${says('absentPart', { what: name, why })}</span></li>`,
  )}</ul>`;
}
