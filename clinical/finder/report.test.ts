import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aHalfYear, aReport } from '../../tests/a-report.ts';
import { checkReport, funnel, funnelLimits, noFigures, Report, rateOf, wilson } from './finder.ts';

const now = new Date('2026-10-01T12:00:00Z');
const rulesOf = (report: Report, known: readonly Report[] = []) =>
  checkReport(report, { knownReports: known, now }).map(({ rule }) => rule);

const other = '0199a0b2-0000-7000-8000-000000000002';
type Change = (figures: Report['figures']) => void;
/** The figures with something planted in them. */
function planted(change: Change, from = aReport()): Report {
  const report = structuredClone(from);
  change(report.figures);
  return report;
}
const here = <T extends object>(of: T | { absent: string }): T => {
  if ('absent' in of) throw new Error('it is absent');
  return of as T;
};
const weekOf = (figures: Report['figures'], at = 0) => {
  const week = here(figures.completeness).weeks[at];
  if (week === undefined) throw new Error('no such week');
  return week;
};

describe('a report', () => {
  test('that the method made is read as it was written, and nothing speaks against it', () => {
    const report = aReport();
    expect(Report.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(checkReport(report, { knownReports: [], now })).toEqual([]);
  });

  test('holds no field that is not its own: no share, no total, no remark', () => {
    expect(Report.safeParse({ ...aReport(), remark: 'five people' }).success).toBe(false);
    const report = aReport();
    const more = { ...report, figures: { ...report.figures, percent: 54 } };
    expect(Report.safeParse(more).success).toBe(false);
  });

  test('holds no digit in its running text', () => {
    expect(Report.safeParse(aReport({ prices: { absent: 'stated for 7 people only' } })).success).toBe(false);
    expect(Report.safeParse(aReport({ withdrawn: { why: 'wrong for ٣ people' } })).success).toBe(false);
    expect(Report.safeParse(aReport({ prices: { absent: 'The clinic has stated no prices.' } })).success).toBe(true);
  });

  test.each<[Partial<Report>, string]>([
    [{ method: { name: 'our-own-method', version: 1 } }, 'method-unknown'],
    [{ method: { name: 'racemic-center-report', version: 2 } }, 'method-unknown'],
    [{ period: { from: '2026-01-01', to: '2026-03-31' } }, 'period-not-fixed'],
    [{ period: { from: '2026-07-01', to: '2026-12-31' } }, 'period-not-over'],
    [
      {
        previewedBy: { name: 'A', role: 'owner', at: '2026-07-14T09:00:00Z' },
        releasedBy: { name: 'A', role: 'owner', at: '2026-07-14T09:00:00Z' },
      },
      'outcomes-too-early',
    ],
    [{ releasedBy: { name: 'A', role: 'owner', at: '2026-10-14T09:00:00Z' } }, 'released-in-the-future'],
    [{ previewedBy: { name: 'A', role: 'owner', at: '2026-09-15T09:00:00Z' } }, 'released-before-previewed'],
    [{ prices: { statedOn: '2027-01-01', currency: 'USD', list: [] } }, 'price-date-in-the-future'],
    [{ withdrawn: { why: 'A pump was set wrong.' } }, 'withdrawn-with-figures'],
    [{ replaces: other }, 'replaces-unknown'],
  ])('with %j is not shown: %s', (given, rule) => {
    expect(rulesOf(aReport(given))).toContain(rule);
  });
});

describe('two reports of one period', () => {
  const first = aReport();
  const same = { ...aReport(), id: other };

  test('stand only where one says that it replaces the other', () => {
    expect(rulesOf(same, [first])).toEqual(['period-reported-twice']);
    expect(rulesOf({ ...same, replaces: first.id }, [first])).toEqual([]);
  });

  test('are of one center', () => {
    const elsewhere = { ...same, replaces: first.id, center: { name: 'Other', domain: 'other.example' } };
    expect(rulesOf(elsewhere, [first])).toEqual(['another-center']);
  });

  test('with one person more in the second show that person: refused', () => {
    const more = aHalfYear({ people: 149 });
    expect(rulesOf({ ...aReport({}, more), id: other, replaces: first.id }, [first])).toEqual([
      'seen-beside-another-version',
    ]);
  });

  test('may be one that was taken back', () => {
    const back = { ...same, replaces: first.id, figures: noFigures('Taken back.'), withdrawn: { why: 'A mistake.' } };
    expect(rulesOf(back, [first])).toEqual([]);
  });
});

describe('figures from which a person could be found', () => {
  const hidden = { hidden: '1-10' } as const;
  test.each<[string, string, Change]>([
    ['a shown count of 7', 'small-count', (f) => Object.assign(here(f.transfers), { unplanned: { shown: 7 } })],
    [
      'those who did not get better: 7',
      'can-be-worked-out',
      (f) => {
        const week = here(f.outcomes).weeks[0];
        const { answered } = weekOf(f);
        if ('shown' in answered) Object.assign(week ?? {}, { muchBetter: { shown: answered.shown - 7 } });
      },
    ],
    [
      'one hidden route beside the total',
      'can-be-worked-out',
      (f) => Object.assign(here(f.sessions).byRoute[0] ?? {}, { sessions: hidden }),
    ],
    [
      'those who did not answer hidden, all who were asked shown',
      'can-be-worked-out',
      (f) => Object.assign(weekOf(f), { notAnswered: hidden }),
    ],
    ['more answered than were asked', 'totals-disagree', (f) => Object.assign(weekOf(f), { answered: { shown: 900 } })],
    [
      'side effects out of another number of sessions',
      'totals-disagree',
      (f) => Object.assign(here(f.sideEffects), { sessions: { shown: 999 } }),
    ],
    [
      'a median of days of four people',
      'small-count',
      (f) => Object.assign(here(f.waiting), { people: { hidden: 'kept-back' }, medianDays: 9 }),
    ],
    [
      'readings due where sessions are hidden',
      'can-be-worked-out',
      (f) => Object.assign(here(f.sessions), { total: { hidden: 'kept-back' } }),
    ],
  ])('%s: %s', (_what, rule, change) => expect(rulesOf(planted(change))).toContain(rule));
});

describe('a share with its interval', () => {
  test('is what the source works out: 71 of 131 is likely 46 to 62 of 100', () => {
    const { from, to } = wilson(71, 131);
    expect([Math.round(from * 100), Math.round(to * 100)]).toEqual([46, 62]);
    // Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    expect(wilson(81, 263).from).toBeCloseTo(0.2553, 4);
    expect(wilson(81, 263).to).toBeCloseTo(0.3662, 4);
    expect(wilson(15, 148).from).toBeCloseTo(0.0624, 4);
    expect(wilson(15, 148).to).toBeCloseTo(0.1605, 4);
    expect(wilson(0, 20)).toEqual({ from: 0, to: expect.closeTo(0.1611, 4) });
    expect(wilson(1, 29).from).toBeCloseTo(0.0061, 4);
  });

  test('lies inside 0 to 1, holds its own point, and is the mirror of the share of the others', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
        const count = Math.round(of * part);
        const { from, to } = wilson(count, of);
        const mirror = wilson(of - count, of);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(1);
        expect(from).toBeLessThanOrEqual(count / of);
        expect(to).toBeGreaterThanOrEqual(count / of);
        expect(mirror.from).toBeCloseTo(1 - to, 9);
      }),
    );
  });

  test('is not given of fewer than eleven people, nor where anything is hidden', () => {
    expect(rateOf({ shown: 0 }, { shown: 10 })).toBeUndefined();
    expect(rateOf({ hidden: '1-10' }, { shown: 100 })).toBeUndefined();
    expect(rateOf({ shown: 20 }, { hidden: 'kept-back' })).toBeUndefined();
    expect(rateOf({ shown: 71 }, { shown: 131 })).toMatchObject({ count: 71, of: 131 });
  });
});

describe('the funnel', () => {
  const centers = [
    { id: 'a', count: 71, of: 131 },
    { id: 'b', count: 5, of: 10 },
    { id: 'c', count: 160, of: 300 },
    { id: 'd', count: 60, of: 250 },
  ];

  test('leaves out who counts too few people, and says where each dot lies without a rank', () => {
    const drawn = funnel(centers);
    expect(drawn?.points.map(({ id, place }) => [id, place])).toEqual([
      ['a', 'between'],
      ['c', 'outside'],
      ['d', 'outside'],
    ]);
    expect(drawn?.target).toBeCloseTo(291 / 681, 9);
    expect(funnel([])).toBeUndefined();
  });

  test('narrows with people, holds the target, and its outer line is outside the inner one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 11, max: 3_000 }),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        (of, target) => {
          const [inner, outer] = [funnelLimits(of, target, 0.025), funnelLimits(of, target, 0.001)];
          expect(outer.from).toBeLessThanOrEqual(inner.from + 1e-9);
          expect(outer.to).toBeGreaterThanOrEqual(inner.to - 1e-9);
          expect(inner.from).toBeLessThanOrEqual(target + 1e-9);
          expect(inner.to).toBeGreaterThanOrEqual(target - 1e-9);
          const wide = funnelLimits(of * 4, target, 0.025);
          expect(wide.to - wide.from).toBeLessThan(inner.to - inner.from + 1e-9);
        },
      ),
    );
  });

  test('near the normal line where people are many: 0.5 of 1,000 gives 46.9 to 53.1', () => {
    const { from, to } = funnelLimits(1_000, 0.5, 0.025);
    expect(from).toBeCloseTo(0.469, 2);
    expect(to).toBeCloseTo(0.531, 2);
  });
});
