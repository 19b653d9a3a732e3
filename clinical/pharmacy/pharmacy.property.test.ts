import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  account,
  accountedUg,
  add,
  addsUp,
  type Container,
  compareCount,
  contentUg,
  type Draw,
  drawUp,
  fates,
  fullContainer,
  isRefusal,
  type Measure,
  remove,
  type Step,
  takeBackDrawn,
  takeBackGiven,
  ugOf,
  ulOf,
} from './pharmacy.ts';

const measures: fc.Arbitrary<Measure> = fc.oneof(
  fc.record({
    form: fc.constant('vial' as const),
    strengthUgPerMl: fc.constantFrom(1_000, 2_500, 10_000, 50_000, 100_000),
    volumeUl: fc.integer({ min: 10, max: 2_000 }).map((n) => n * 10),
  }),
  fc.record({
    form: fc.constantFrom('device' as const, 'pack' as const),
    pieceUg: fc.constantFrom(28_000, 100_000),
    pieces: fc.integer({ min: 1, max: 30 }),
  }),
);

type Act = {
  kind: 'draw' | 'account' | 'remove' | 'add' | 'undraw' | 'ungive';
  amount: number;
  which: number;
  fate: number;
};
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'draw' as const,
      'account' as const,
      'account' as const,
      'remove' as const,
      'add' as const,
      'undraw' as const,
      'ungive' as const,
    ),
    amount: fc.oneof(fc.integer({ min: -5, max: 900_000 }), fc.constantFrom(28_000, 35_000, 500_000)),
    which: fc.nat(9),
    fate: fc.nat(3),
  }),
  { maxLength: 60 },
);

/** Plays acts in their order; what a rule refuses changes nothing. */
function play(measure: Measure, all: readonly Act[]) {
  let container: Container = fullContainer(contentUg(measure), measure);
  const draws: Draw[] = [];
  const rows: Step['change'][] = [];
  for (const { kind, amount, which, fate } of all) {
    const at = draws.length === 0 ? 0 : which % draws.length;
    const draw = draws[at];
    const step =
      kind === 'draw'
        ? drawUp(container, amount, measure)
        : kind === 'remove'
          ? remove(container, amount, measure)
          : kind === 'add'
            ? add(container, amount, measure)
            : draw === undefined
              ? { says: 'Nothing is drawn.' }
              : kind === 'undraw'
                ? takeBackDrawn(container, draw, amount, measure)
                : kind === 'ungive'
                  ? takeBackGiven(container, draw, amount, measure)
                  : account(container, draw, { fate: fates[fate] ?? 'wasted', ug: amount }, measure);
    if (isRefusal(step)) {
      expect(step.says).toMatch(/\.$/);
      continue;
    }
    container = step.container;
    rows.push(step.change);
    if (step.draw !== undefined) draws[kind === 'draw' ? draws.length : at] = step.draw;
  }
  return { container, draws, rows };
}

const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0);

describe('whatever people do with a container, in whatever order', () => {
  test('drawn is administered, wasted, returned, lost or still out, in sum and in each draw', () => {
    fc.assert(
      fc.property(measures, acts, (measure, all) => {
        const { container, draws } = play(measure, all);
        for (const of of [container, ...draws]) expect(accountedUg(of)).toBe(of.drawnUg);
        for (const name of ['drawnUg', 'administeredUg', 'wastedUg', 'returnedUg', 'lostUg', 'outUg', 'outUl'] as const)
          expect(sum(draws.map((draw) => draw[name])), name).toBe(container[name]);
      }),
    );
  });

  test('nothing is ever negative, and what is inside is what was put in less what left', () => {
    fc.assert(
      fc.property(measures, acts, (measure, all) => {
        const { container, draws } = play(measure, all);
        for (const of of [container, ...draws])
          for (const amount of Object.values(of)) expect(amount).toBeGreaterThanOrEqual(0);
        const { contentUg, addedUg, returnedUg, drawnUg, removedUg, insideUg } = container;
        expect(insideUg).toBe(contentUg + addedUg + returnedUg - drawnUg - removedUg);
        expect(container.insideUl).toBe(ulOf(insideUg, measure));
      }),
    );
  });

  test('the register adds up to what is there, in micrograms and in microlitres', () => {
    fc.assert(
      fc.property(measures, acts, (measure, all) => {
        const { container, rows } = play(measure, all);
        const full = fullContainer(container.contentUg, measure);
        expect(full.insideUg + sum(rows.map(({ insideUg }) => insideUg))).toBe(container.insideUg);
        expect(full.insideUl + sum(rows.map(({ insideUl }) => insideUl))).toBe(container.insideUl);
        expect(sum(rows.map(({ outUg }) => outUg))).toBe(container.outUg);
        expect(sum(rows.map(({ outUl }) => outUl))).toBe(container.outUl);
      }),
    );
  });

  test('nothing goes back into a vial once it was drawn', () => {
    fc.assert(
      fc.property(measures, acts, (measure, all) => {
        if (measure.form === 'vial') expect(play(measure, all).container.returnedUg).toBe(0);
      }),
    );
  });
});

describe('an amount', () => {
  test('in whole hundredths of a millilitre is a whole number of micrograms, and the same volume again', () => {
    fc.assert(
      fc.property(measures, fc.integer({ min: 1, max: 100_000 }), (measure, hundredths) => {
        if (measure.form !== 'vial') return;
        const ug = ugOf({ ul: hundredths * 10 }, measure);
        expect(isRefusal(ug) ? ug.says : ulOf(ug.ug, measure)).toBe(hundredths * 10);
      }),
    );
  });

  test('that is no whole number of micrograms is refused, not rounded', () => {
    expect(ugOf({ ul: 5 }, { form: 'vial', strengthUgPerMl: 2_500, volumeUl: 10_000 })).toEqual({
      says: '0.005 mL of 2.5 mg/mL is no whole number of micrograms. Give the volume to 0.01 mL.',
    });
  });
});

describe('a count', () => {
  const productId = '0199a0b2-0000-7000-8000-000000000001';
  const measure: Measure = { form: 'vial', strengthUgPerMl: 50_000, volumeUl: 10_000 };
  const line = { productId, name: 'Ketamine', measure, contentUg: 500_000 };

  test('adds up exactly when as much was counted as the register says', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(20_000), fc.nat(50), fc.nat(20_000), (full, openedUl, countedFull, countedUl) => {
        const compared = compareCount(
          [{ ...line, fullContainers: full, openedUg: openedUl * 50 }],
          [{ productId, fullContainers: countedFull, openedUl: countedUl }],
        );
        if (isRefusal(compared)) throw new Error(compared.says);
        const difference = (countedFull - full) * 500_000 + (countedUl - openedUl) * 50;
        expect(compared.lines[0]?.differenceUg).toBe(difference);
        expect(addsUp(compared.lines)).toBe(difference === 0);
      }),
    );
  });
});
