import { describe, expect, test } from 'vitest';
import { type Figures, usualFigures } from './figures.ts';
import { below, correlationOf, lineOf, lineOfOnceIn } from './normal.ts';
import { simulationReport } from './report.ts';
import { reportLines } from './report-lines.ts';
import { reportTable } from './report-table.ts';

/** Off the limits, by what each line says. */
const off = (figures: Figures, peopleOfEachRoute = 500) =>
  simulationReport({ seed: 1, peopleOfEachRoute, figures })
    .lines.filter(({ verdict }) => verdict === 'outside')
    .map(({ route, what }) => `${route}: ${what}`);

test('thousands of people agree with the basis, line by line', () => {
  const report = simulationReport({ seed: 1, peopleOfEachRoute: 2_500 });
  expect(report.lines.filter(({ verdict }) => verdict !== 'within')).toEqual([]);
  expect(report.passes).toBe(true);
  expect(report.people).toBe(17_500);
  expect(reportTable(report).at(-1)).toBe(`All ${report.lines.length} lines are within their limits.`);
});

test('too few people agree with nothing', () => {
  const report = simulationReport({ seed: 1, peopleOfEachRoute: 20 });
  expect(report.passes).toBe(false);
  expect(report.lines.some(({ verdict }) => verdict === 'too few')).toBe(true);
});

describe('a figure that is planted wrong is found', () => {
  test('a side effect', () => {
    const reported = usualFigures.reported.map(({ reaction, pct }) =>
      reaction === 'nausea' ? { reaction, pct: 45 } : { reaction, pct },
    );
    expect(off({ ...usualFigures, reported })).toContain(
      'intranasal-esketamine: Report nausea at least once in 4 weeks',
    );
  });

  test('a rise of pressure, into a vein and by nose', () => {
    const vein = { ...usualFigures.vein, systolic: { mean: 22, sd: 11.2 } };
    const under65 = { ...usualFigures.spray.under65, systolic: 20 };
    const found = off({ ...usualFigures, vein, spray: { ...usualFigures.spray, under65 } });
    expect(found.filter((line) => line.includes('Mean rise of the systolic pressure'))).toHaveLength(2);
  });

  test('response, remission, no-shows, dropouts, relapse, thoughts of suicide', () => {
    const { improvement } = usualFigures;
    const found = off({
      ...usualFigures,
      improvement: { ...improvement, iv: { ...improvement.iv, response: 0.7, remission: 0.45 } },
      noShow: 0.15,
      dropouts: { in28Days: 0.2, aMonth: 0.02 },
      still: [
        { weeks: 4, share: 0.5 },
        { weeks: 8, share: 0.3 },
      ],
      thoughts: { better: 0.4, worse: 0.06 },
    });
    for (const what of [
      'iv: Much better after the series (PHQ-9)',
      'iv: Well after the series (PHQ-9 below 5)',
      'iv: Booked sessions after the first to which nobody comes',
      'iv: Stopped coming within 4 weeks',
      'iv: Fell back within 4 weeks after the series',
      'iv: Thoughts of suicide better after the series, of those who had them',
    ])
      expect(found).toContain(what);
  });
});

test('every line has a source, and its limit holds its figure', () => {
  for (const { by, figure, limit } of reportLines) {
    expect(by.source.length).toBeGreaterThan(10);
    expect(limit.from).toBeLessThanOrEqual(figure.from);
    expect(limit.to).toBeGreaterThanOrEqual(figure.to);
  }
});

test('the normal distribution is the one in the tables', () => {
  expect(below(1.959964)).toBeCloseTo(0.975, 6);
  expect(lineOf(0.025)).toBeCloseTo(1.959964, 5);
  expect(lineOfOnceIn(1, 0.3, 0.4)).toBeCloseTo(lineOf(0.3), 3);
  // Eight independent sessions: 1 − (1 − p)^8.
  expect(1 - (1 - below(-lineOfOnceIn(8, 0.3, 0))) ** 8).toBeCloseTo(0.3, 3);
  expect(correlationOf({ first: 0.3, second: 0.6, secondWithoutFirst: 0.6 })).toBeCloseTo(0, 2);
});
