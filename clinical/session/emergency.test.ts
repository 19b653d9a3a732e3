import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DoseChoice,
  emergencyCard,
  emergencyCards,
  emergencyDoses,
  emergencyIds,
  emergencyKit,
  inUg,
  isCallStep,
  isOpposite,
  labelGroup,
  objectionsToGiving,
  proposedDoses,
  pumpStep,
  repeatClock,
  type SignedDose,
  SignedDoses,
  signedDosesOf,
} from './session.ts';

const proposals = proposedDoses();
const asProposed: DoseChoice[] = proposals.map(({ id }) => ({ row: id, needsSecond: false }));

function signedAs(choices: readonly DoseChoice[]): readonly SignedDose[] {
  const made = signedDosesOf(choices);
  if ('says' in made) throw new Error(made.says.join(' '));
  return made.doses.doses;
}

const saysOf = (choices: readonly DoseChoice[]): readonly string[] => {
  const made = signedDosesOf(choices);
  return 'says' in made ? made.says : [];
};

function one(row: string, given: Partial<DoseChoice> = {}): SignedDose {
  const [dose] = signedAs([{ row, needsSecond: false, ...given }]);
  if (dose === undefined) throw new Error(row);
  return dose;
}

test('there is a card for every emergency: how to recognise it and what to do first', () => {
  const cards = emergencyCards();
  expect(cards.map(({ id }) => id)).toEqual([...emergencyIds]);
  for (const card of cards)
    expect([card.id, card.firstActions.length > 0, card.recognise.length > 5]).toEqual([card.id, true, true]);
});

test.each([
  ['hypertensive', 'hypertensive-emergency'],
  ['airway', 'laryngospasm'],
  ['respiratory depression', 'respiratory-depression'],
  ['agitation', 'agitation'],
  ['vomiting', 'vomiting'],
  ['anaphylaxis', 'anaphylaxis'],
  ['syncope', 'syncope'],
  ['seizure', 'seizure'],
  ['chest pain', 'chest-pain'],
  ['suicidal crisis', 'suicidal-crisis'],
] as const)('what a clinic has to be ready for has its card: %s', (_what, id) => {
  expect(emergencyIds).toContain(id);
});

test('where breathing fails, help is called before anything but the medicine is seen to, and oxygen is there', () => {
  const { firstActions } = emergencyCard('respiratory-depression');
  expect(firstActions.slice(0, 2)).toEqual(['Stop giving the medicine.', 'Call.']);
  expect(firstActions).toContain('Give oxygen if the saturation is below 94 %.');
  expect(firstActions.filter(isCallStep)).toEqual(['Call.']);
});

test('every step that stops or slows the medicine is known as one at the pump, and no other is', () => {
  const steps = emergencyCards().flatMap(({ firstActions }) => firstActions);
  expect(steps.filter((step) => pumpStep(step) !== undefined)).toEqual(
    steps.filter((step) => /\b(stop|slow|medicine|infusion|pump)\b/i.test(step)),
  );
  expect(steps.filter((step) => pumpStep(step) === 'stop')).toHaveLength(5);
});

test('until the medical director has signed, no dose is shown and the card says so', () => {
  for (const card of emergencyCards()) {
    expect(card.doses).toEqual([]);
    if (card.id !== 'suicidal-crisis') expect(card.aboutDoses).toMatch(/hidden until the medical director signs/);
  }
});

test('signed as proposed, every dose row shows on its card with its own source and mark', () => {
  const shown = emergencyCards(signedAs(asProposed)).flatMap(({ doses }) => doses);
  expect(shown).toHaveLength(emergencyDoses.rows.length);
  for (const dose of shown)
    expect([dose.drug, typeof dose.basis.verified, dose.basis.source.length > 5]).toEqual([dose.drug, 'boolean', true]);
});

describe('each row, signed alone', () => {
  test.each(proposals.map(({ id, event }) => [id, event] as const))(
    '%s shows on its card and nowhere else',
    (id, event) => {
      const cards = emergencyCards([one(id)]);
      for (const card of cards) {
        expect(card.doses.map(({ row }) => row)).toEqual(card.id === event ? [id] : []);
        const ofCard = emergencyDoses.rows.filter((row) => row.event === card.id && row.id !== id);
        expect(card.hidden.map(({ drug }) => drug)).toEqual(ofCard.map(({ drug }) => drug));
        for (const drug of card.hidden) expect(Object.keys(drug)).toEqual(['drug', 'route', 'group']);
      }
    },
  );
});

test('adrenaline was read, the autoinjector was not', () => {
  const card = emergencyCards(signedAs(asProposed)).find(({ id }) => id === 'anaphylaxis');
  expect(card?.doses.map(({ drug, from, basis }) => [drug, from, basis.verified])).toEqual([
    ['adrenaline, 1 mg/mL', 0.5, true],
    ['adrenaline autoinjector', 0.3, false],
    ['crystalloid', 20, true],
  ]);
});

test('a range of a dose goes up, nothing exceeds its most, and no row has the name of another', () => {
  for (const { drug, from, to, most } of emergencyDoses.rows) {
    expect([drug, from > 0 && from <= to]).toEqual([drug, true]);
    expect([drug, most === undefined || to <= most]).toEqual([drug, true]);
  }
  const ids = emergencyDoses.rows.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every drug has a colour group or stays white, and what acts against its group is striped', () => {
  for (const { drug } of emergencyDoses.rows) expect([drug, labelGroup(drug)]).not.toEqual([drug, undefined]);
  const striped = new Set(proposals.filter(({ drug }) => isOpposite(labelGroup(drug))).map(({ event }) => event));
  expect([...striped].sort()).toEqual(
    ['chest-pain', 'hypertensive-emergency', 'respiratory-depression', 'severe-pressure-without-symptoms'].sort(),
  );
  expect(labelGroup('adrenaline, 1 mg/mL')).toBe('vasopressor');
  expect(isOpposite('vasopressor')).toBe(false);
});

test('a director may make a row stricter, and what was proposed stays beside it', () => {
  const dose = one('hypertensive-labetalol-iv-further', { to: 40, most: 120, repeatMin: 15, needsSecond: true });
  expect(dose).toMatchObject({
    ...{ from: 20, to: 40, most: 120, repeatMin: { from: 15, to: 15 }, needsSecond: true },
    proposed: { to: 80, repeatMin: 10 },
  });
  expect(one('agitation-midazolam-im', { to: 2 })).toMatchObject({ from: 2, to: 2, proposed: { to: 5 } });
  expect(one('agitation-midazolam-im').proposed).toBeUndefined();
  expect(SignedDoses.safeParse({ v: 1, doses: signedAs(asProposed) }).success).toBe(true);
});

test.each([
  ['more at a time', { row: 'seizure-midazolam-im', to: 15 }, /more than the proposed 10 mg/],
  ['more in all', { row: 'syncope-atropine-iv', most: 4 }, /more than the proposed 3 mg/],
  ['a sum below one dose', { row: 'syncope-atropine-iv', most: 0.5 }, /less than one dose/],
  ['sooner', { row: 'anaphylaxis-adrenaline-im', repeatMin: 3 }, /sooner than the proposed 5 min/],
  ['a repeat where none is proposed', { row: 'seizure-midazolam-im', repeatMin: 10 }, /no repeat is proposed/],
  ['a row that is none', { row: 'seizure-ketamine-iv' }, /is no row of this version/],
] as const)('looser is refused with a sentence: %s', (_what, choice, says) => {
  expect(saysOf([{ needsSecond: false, ...choice }]).join(' ')).toMatch(says);
});

test('nothing chosen, or the same row twice, is no list', () => {
  expect(saysOf([]).join(' ')).toMatch(/withdraw/);
  const twice = { row: 'seizure-midazolam-im', needsSecond: false };
  expect(saysOf([twice, twice]).join(' ')).toMatch(/chosen twice/);
});

test('whatever a director chooses, no signed dose is looser than the project', () => {
  const amount = fc.integer({ min: 1, max: 200_000 }).map((n) => n / 1_000);
  const choice = fc.record(
    {
      row: fc.constantFrom(...proposals.map(({ id }) => id)),
      to: amount,
      most: amount,
      repeatMin: fc.integer({ min: 1, max: 60 }),
      needsSecond: fc.boolean(),
    },
    { requiredKeys: ['row', 'needsSecond'] },
  );
  fc.assert(
    fc.property(choice, (of) => {
      const made = signedDosesOf([of]);
      if ('says' in made) return;
      const [dose] = made.doses.doses;
      const proposed = proposals.find(({ id }) => id === of.row);
      if (dose === undefined || proposed === undefined) throw new Error('nothing was made');
      expect(dose.to).toBeLessThanOrEqual(proposed.to);
      expect(dose.from).toBeLessThanOrEqual(dose.to);
      expect(dose.most ?? 0).toBeLessThanOrEqual(proposed.most ?? Number.POSITIVE_INFINITY);
      expect(dose.repeatMin?.from ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(
        proposed.repeatMin?.from ?? Number.POSITIVE_INFINITY,
      );
    }),
  );
});

test('a dose by weight is worked out in whole micrograms, and never above what was signed', () => {
  const dose = one('laryngospasm-propofol-iv');
  expect(inUg(dose, undefined)).toBeUndefined();
  expect(inUg(dose, 70_000)).toEqual({ fromUg: 35_000, toUg: 70_000, mostUg: undefined });
  expect(inUg(one('breathing-naloxone-iv'), undefined)).toMatchObject({ fromUg: 40, toUg: 40 });
  fc.assert(
    fc.property(fc.integer({ min: 20_000, max: 300_000 }), (grams) => {
      expect(inUg(dose, grams)?.toUg ?? 0).toBeLessThanOrEqual(dose.to * grams + 0.001);
    }),
  );
});

const adrenaline = one('anaphylaxis-adrenaline-im', { needsSecond: true });
const giving = {
  ...{ given: [], doseUg: 500, weightGrams: 70_000, atMs: 1_000_000 },
  ...{ by: 'nurse', second: 'second' },
};

test.each([
  ['as signed, by two', {}, []],
  ['more than signed', { doseUg: 600 }, ['above-signed']],
  ['before the wait is over', { given: [{ atMs: 900_000, doseUg: 500 }] }, ['too-soon']],
  ['by one person', { second: undefined }, ['no-second-person']],
  ['by one person twice named', { second: 'nurse' }, ['no-second-person']],
  ['in words, by two', { doseUg: undefined }, []],
] as const)('giving a signed dose %s', (_what, change, rules) => {
  expect(objectionsToGiving(adrenaline, { ...giving, ...change }).map(({ rule }) => rule)).toEqual([...rules]);
});

test('what comes to more than was signed in all is said', () => {
  const atropine = one('syncope-atropine-iv');
  const given = [1, 2, 3].map((n) => ({ atMs: n * 600_000, doseUg: 1_000 }));
  const found = objectionsToGiving(atropine, { ...giving, given, doseUg: 1_000, atMs: 6_000_000 });
  expect(found.map(({ rule }) => rule)).toEqual(['above-most']);
  expect(repeatClock(atropine, given, 6_000_000)).toEqual({ state: 'none-left' });
});

test('a repeat counts down, comes, and then is overdue', () => {
  const dose = one('syncope-atropine-iv');
  const given = [{ atMs: 0, doseUg: 1_000 }];
  expect(repeatClock(dose, [], 0)).toEqual({ state: 'not-given' });
  expect(repeatClock(dose, given, 60_000)).toEqual({ state: 'wait', nextMs: 180_000 });
  expect(repeatClock(dose, given, 180_000)).toEqual({ state: 'now', untilMs: 300_000 });
  expect(repeatClock(dose, given, 300_001)).toEqual({ state: 'overdue', sinceMs: 300_000 });
  expect(repeatClock(one('seizure-midazolam-im'), given, 60_000)).toEqual({ state: 'once' });
});

test('no clock ever calls a time in the past the next one: what has passed is overdue', () => {
  const given = fc.array(
    fc.record({
      atMs: fc.integer({ min: 0, max: 10_000_000 }),
      doseUg: fc.option(fc.nat(100_000), { nil: undefined }),
    }),
  );
  const dose = fc.constantFrom(...signedAs(asProposed));
  fc.assert(
    fc.property(dose, given, fc.integer({ min: 0, max: 20_000_000 }), (of, doses, nowMs) => {
      const clock = repeatClock(of, doses, nowMs, 70_000);
      if (clock.state === 'wait') expect(clock.nextMs).toBeGreaterThan(nowMs);
      if (clock.state === 'now') expect(clock.untilMs).toBeGreaterThanOrEqual(nowMs);
      if (clock.state === 'overdue') expect(clock.sinceMs).toBeLessThan(nowMs);
      if (doses.length === 0) expect(clock.state).toBe('not-given');
    }),
  );
});

test('the kit holds what the cards need first', () => {
  expect(emergencyKit.value).toContain('suction');
  expect(emergencyKit.value).toContain('bag-valve-mask');
});
