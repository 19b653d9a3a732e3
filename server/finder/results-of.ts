/**
 * A center's own signed results: the signature line, then completeness, benefit, harm, monitoring, what is not in it, and
 * the funnel; or the question to ask where there is none.
 */
import { html } from 'hono/html';
import { type FunnelPoint, isAbsent, Report, rateOf, shownOf } from '#clinical/finder/finder.ts';
import { icon } from '#server/public/icons.ts';
import { dayIn, type Language } from '#server/public/language.ts';
import type { Html } from '#server/public/page.ts';
import type { Asked } from '#server/public/show.ts';
import type { CenterView } from './center-view.ts';
import { factWords } from './fact-words.ts';
import { listGoodReports } from './finder.queries.ts';
import { funnelPicture } from './funnel-picture.ts';
import { figuresOf, missingOf } from './report-figures.ts';
import { holdsStill } from './report-host.ts';
import { type ReportWord, reportWord } from './report-words.ts';

type Row = CenterView['loaded']['reports'][number];
type Says = (word: ReportWord, fill?: Record<string, string | number>) => string;

const saying =
  (language: Language): Says =>
  (word, fill) =>
    reportWord(language, word, fill);

/** The one that stands: not replaced. Withdrawn ones stand too, so that it is said. */
const newestOf = ({ loaded }: CenterView): Row | undefined => loaded.reports.find(({ state }) => state !== 'replaced');

export async function resultsOf(asked: Asked, view: CenterView): Promise<Html> {
  const { language } = asked;
  const says = saying(language);
  const row = newestOf(view);
  const refused = view.loaded.refusals.map(
    ({ domain, says: why, seenAt }) =>
      html`<div class="note red">${icon('warning')}<p><strong>${says('refused')}</strong> ${says('refusedSays', { day: dayIn(language, seenAt.toISOString()), domain, says: why })}</p></div>`,
  );
  const where = hostLine(asked, view, says);
  if (row === undefined)
    return html`${refused}${where}<p><strong>${says('none')}</strong> ${says('ask', { ask: factWords.benefit.ask[language] })}</p>`;
  const report = Report.parse(row.content);
  const replaced = view.loaded.reports.filter(({ state }) => state === 'replaced').length;
  const head = html`${refused}<p class="quiet">${says('period', { from: dayIn(language, report.period.from), to: dayIn(language, report.period.to), method: report.method.version })} ${report.synthetic ? says('madeUp') : ''}</p>${signature(row, report, asked, says)}${where}`;
  const foot = replaced === 0 ? '' : html`<p class="source">${says('replacedBefore', { n: replaced })}</p>`;
  if (row.state === 'bad' || row.state === 'withdrawn') return html`${head}${foot}`;
  const figures = html`${figuresOf(report, language)}${await funnelOf(asked, view, report)}${missingOf(report, language)}`;
  if (!isExpired(row, asked)) return html`${head}${figures}${foot}`;
  return html`${head}<details class="fold"><summary>${says('seeOld')}</summary>${figures}</details>${foot}`;
}

/** What ties another host to the center: said only while it is the one that is asked. */
function hostLine({ language }: Asked, { center }: CenterView, says: Says): Html | string {
  const { reportHost: host, reportHostTie: tie, reportHostOn: on } = center;
  if (host === null || on === null || !holdsStill(center)) return '';
  return html`<p class="source">${says(tie === 'website-links' ? 'hostLinked' : 'hostSaid', { host, day: dayIn(language, on) })}</p>`;
}

const isExpired = ({ expiresAt }: Row, { c }: Asked) => expiresAt < c.var.services.clock();

function signature(row: Row, report: Report, asked: Asked, says: Says): Html {
  const { language } = asked;
  const day = (at: Date) => dayIn(language, at.toISOString());
  const link = html`<a href="https://${row.domain}/.well-known/racemic-reports/${report.id}.jws" rel="nofollow noopener noreferrer">${says('checkIt')}</a>`;
  if (row.state === 'bad')
    return html`<div class="note red">${icon('warning')}<p><strong>${says('bad')}</strong> ${says('badSays', { why: row.stateWhy })}</p></div>`;
  if (report.withdrawn !== null)
    return html`<div class="note amber">${icon('info')}<p><strong>${says('withdrawn')}</strong> ${says('withdrawnSays', { day: day(row.signedAt), why: report.withdrawn.why })}</p></div>`;
  if (isExpired(row, asked))
    return html`<div class="note amber">${icon('warning')}<p><strong>${says('expired')}</strong> ${says('expiredSays', { day: day(row.expiresAt) })} ${link}</p></div>`;
  return html`<div class="note green">${icon('shield')}<p><strong>${says('good')}</strong> ${says('goodSays', { day: day(row.signedAt), domain: row.domain, checked: day(row.checkedAt) })} ${says('released', { name: report.releasedBy.name, role: report.releasedBy.role })} ${link}</p></div>`;
}

/** How many were much better of those who answered at the first week of the method. */
function firstOutcome(report: Report): { count: number; of: number } | undefined {
  const { outcomes } = report.figures;
  if (isAbsent(outcomes)) return undefined;
  const [first] = outcomes.weeks;
  const [count, of] = [first && shownOf(first.muchBetter), first && shownOf(first.answered)];
  return count === undefined || of === undefined ? undefined : { count, of };
}

async function funnelOf(asked: Asked, view: CenterView, report: Report): Promise<Html | string> {
  if (firstOutcome(report) === undefined) return '';
  const rows = await listGoodReports(asked.c.var.services.db.public, report.period.from);
  const points = rows.flatMap(({ centerId, content }): FunnelPoint[] => {
    const outcome = firstOutcome(Report.parse(content));
    return outcome === undefined ? [] : [{ id: centerId, ...outcome }];
  });
  const picture = funnelPicture(asked.language, points, view.center);
  if (picture === undefined) return '';
  const says = saying(asked.language);
  return html`<div class="card"><h3>${says('funnelTitle', { n: points.length - 1 })}</h3><p class="quiet">${says('funnelHow')}</p>${picture}<p class="source">${says('funnelCannot')}</p></div>`;
}

const standingReport = (view: CenterView): Report | undefined => {
  const row = newestOf(view);
  return row === undefined || row.state !== 'good' ? undefined : Report.parse(row.content);
};

function rateIn(view: CenterView) {
  const report = standingReport(view);
  const outcomes = report?.figures.outcomes;
  const first = outcomes === undefined || isAbsent(outcomes) ? undefined : outcomes.weeks[0];
  return first === undefined ? undefined : rateOf(first.muchBetter, first.answered);
}

const whole = (share: number) => Math.round(share * 100);

/** One line of a report for a table that compares. */
export function resultInShort(language: Language, view: CenterView): Html {
  const says = saying(language);
  const rate = rateIn(view);
  if (rate === undefined) return html`${says('none')}`;
  return html`${says('short', { n: whole(rate.share), from: whole(rate.likely.from), to: whole(rate.likely.to), of: rate.of })}`;
}

/** Said in the table itself where likely ranges overlap: the two do not differ. */
export function overlapNote(language: Language, views: readonly CenterView[]): Html | undefined {
  const says = saying(language);
  const ranges = views.flatMap((view) => rateIn(view)?.likely ?? []);
  for (const [at, a] of ranges.entries())
    for (const b of ranges.slice(at + 1))
      if (a.from <= b.to && b.from <= a.to) {
        const range = (of: typeof a) => says('range', { from: whole(of.from), to: whole(of.to) });
        return html`<div class="note blue">${icon('info')}<p>${says('overlap', { a: range(a), b: range(b) })}</p></div>`;
      }
  return undefined;
}
