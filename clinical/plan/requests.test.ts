import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BadInput } from '#clinical/bad-input.ts';
import { doseRequest, scheduleRequest, templateNames, templates } from './plan.ts';

/** RACEMIC_FUZZ=50 is the big run: 100,000 for each command, and takes minutes. */
const timeout = 1_800_000;
const runs = { numRuns: 2_000 * Number(process.env.RACEMIC_FUZZ ?? 1) };

const hasOnlyFinite = (value: unknown): boolean => {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(hasOnlyFinite);
  return true;
};

/** An answer without NaN that survives JSON, or an error that has a sentence; anything else is thrown on. */
function answers(command: (input: unknown) => object, input: unknown): 'answer' | 'refused' {
  try {
    const answer = command(input);
    expect(hasOnlyFinite(answer)).toBe(true);
    expect(JSON.parse(JSON.stringify(answer))).toMatchObject({ warnings: expect.any(Array) });
    return 'answer';
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    expect(error.message.length).toBeGreaterThan(5);
    return 'refused';
  }
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    '',
    0,
    -1,
    -0,
    Number.NaN,
    1e308,
    5e-324,
    Number.POSITIVE_INFINITY,
    [],
    {},
    true,
    '0.5',
  ),
  fc.anything(),
);
/** Nearly always what it should be, now and then anything. */
const nearly = <T>(of: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 60, arbitrary: of as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd });
const number = (most: number, least = 0.001) =>
  nearly(fc.integer({ min: least * 1_000, max: most * 1_000 }).map((whole) => whole / 1_000));
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 2 });
const rarely = <T>(of: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 1, arbitrary: of }, { weight: 9, arbitrary: fc.constant(undefined) });
const day = nearly(
  fc.oneof(
    fc
      .date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    fc.constantFrom('2024-02-29', '1900-01-01', '2200-12-31', '2026-02-30'),
  ),
);
const ownProtocol = fc.constantFrom(...Object.values(templates)).chain((template) =>
  fc
    .record({
      key: fc.constantFrom(...Object.keys(template)),
      value: odd,
      isWhole: fc.boolean(),
    })
    .map(({ key, value, isWhole }) => (isWhole ? template : { ...template, [key]: value })),
);
const protocol = nearly(fc.oneof(fc.constantFrom(...templateNames), ownProtocol));
const signature = maybe(nearly(fc.constant({ by: 'Dr A. Example', on: '2026-11-01' })));
const weight = nearly(fc.record({ value: number(150, 40), unit: nearly(fc.constantFrom('kg', 'lb')) }));

const dose = fc.record({
  protocol,
  signed: signature,
  patient: nearly(
    fc.record({
      weight: maybe(weight),
      weightKg: rarely(number(150, 40)),
      secondWeight: maybe(weight),
      lastWeight: maybe(weight),
      heightCm: maybe(number(200, 140)),
      sex: maybe(nearly(fc.constantFrom('male', 'female'))),
      ageYears: maybe(number(120)),
      sessionNumber: maybe(nearly(fc.integer({ min: 1, max: 60 }))),
      lastDoseMgPerKg: maybe(number(2)),
      lastDoseMg: maybe(number(200)),
      lastRoute: maybe(nearly(fc.constantFrom('iv', 'oral'))),
      givenThisSessionMg: maybe(number(100)),
    }),
  ),
  doseMgPerKg: maybe(number(3)),
  doseMg: rarely(number(400)),
  weightBasis: maybe(nearly(fc.constantFrom('actual', 'ideal', 'adjusted'))),
  concentrationMgPerMl: maybe(number(200)),
  totalVolumeMl: maybe(number(1_000)),
  overMin: maybe(number(200)),
  pumpRateMlPerH: rarely(number(1_000)),
  pumpStepMlPerH: maybe(number(10)),
  unitMg: maybe(number(100)),
  secondClinician: maybe(nearly(fc.constant({ by: 'Dr B. Example', reason: 'a reason' }))),
});

const calendar = fc.record({
  closedWeekdays: maybe(nearly(fc.subarray(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']))),
  holidays: maybe(nearly(fc.array(day, { maxLength: 20 }))),
  closures: maybe(nearly(fc.array(fc.record({ from: day, to: day }), { maxLength: 2 }))),
});
const course = fc.record({
  protocol,
  signed: signature,
  start: day,
  calendar: maybe(nearly(calendar)),
  induction: rarely(nearly(fc.constantFrom('A', 'A8', 'B', 'C', 'label', '__proto__'))),
  maintenance: maybe(
    nearly(fc.constantFrom('weekly', 'every-2-weeks', { everyDays: 1 }, { everyDays: 7 }, { everyDays: 400 })),
  ),
  resume: rarely(nearly(fc.constantFrom('induction', 'maintenance'))),
  until: maybe(day),
  sessions: maybe(nearly(fc.integer({ min: 1, max: 60 }))),
  given: maybe(nearly(fc.array(fc.record({ on: day, doseMg: maybe(number(100)) }), { maxLength: 4 }))),
  sessionsInLast12Months: maybe(nearly(fc.integer({ min: 0, max: 80 }))),
});

/** What JSON can say: fields that are undefined are not there. */
const asJson = (input: object): object =>
  Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, key === 'patient' || key === 'calendar' ? present(value) : value]),
  );
const present = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined))
    : value;

test.each([
  ['dose', doseRequest, dose],
  ['schedule', scheduleRequest, course],
] as const)(
  '%s answers whatever is asked, in finite numbers, or says which field is wrong',
  (_name, command, request) => {
    const said = { answer: 0, refused: 0 };
    fc.assert(
      fc.property(request, (input) => {
        said[answers(command, asJson(input))] += 1;
      }),
      runs,
    );
    // Were all of them refused, this would have tested nothing.
    expect(said.answer).toBeGreaterThan(runs.numRuns / 10);
    expect(said.refused).toBeGreaterThan(runs.numRuns / 50);
  },
  timeout,
);

test.each([
  ['dose', doseRequest],
  ['schedule', scheduleRequest],
] as const)(
  '%s refuses any other JSON with a sentence',
  (_name, command) => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.jsonValue()), (input) => {
        expect(answers(command, input)).toBe('refused');
      }),
      runs,
    );
  },
  timeout,
);
