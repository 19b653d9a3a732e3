import fc from 'fast-check';
import { expect, test } from 'vitest';
import { licenceState } from '#clinical/chart/chart.ts';
import { type ClinicLine, type ClinicsWanted, simulateClinics } from './clinics.ts';
import { usualFigures } from './figures.ts';
import { rulesFrom } from './whole-person.ts';

const rules = rulesFrom(usualFigures);
const usual = { seed: 4, clinics: 1, peopleOfEach: 60, from: '2026-01-05', withinWeeks: 8 };
const linesOf = (wanted: Partial<ClinicsWanted>) => [...simulateClinics({ ...usual, ...wanted }, rules)];
type Of<Line extends ClinicLine['line']> = Extract<ClinicLine, { line: Line }>;
const only = <Line extends ClinicLine['line']>(lines: readonly ClinicLine[], line: Line) =>
  lines.filter((one): one is Of<Line> => one.line === line);
const clinic = linesOf({});

test('the same seed gives the same lines; more clinics and more people begin with the same', () => {
  const text = (lines: readonly ClinicLine[]) => lines.map((line) => JSON.stringify(line));
  expect(text(linesOf({}))).toEqual(text(clinic));
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 3 }), (seed, people, clinics) => {
      const small = linesOf({ seed, peopleOfEach: people });
      const more = linesOf({ seed, peopleOfEach: people, clinics });
      expect(text(more).slice(0, small.length)).toEqual(text(small));
      const larger = linesOf({ seed, peopleOfEach: people + 5 });
      expect(text(only(larger, 'person')).slice(0, people)).toEqual(text(only(small, 'person')));
      const booked = (of: readonly ClinicLine[]) =>
        text(only(of, 'booking').filter(({ person }) => person < people)).toSorted();
      expect(booked(larger)).toEqual(booked(small));
    }),
    { numRuns: 12 },
  );
});

test('nobody shares a chair, and everybody sits in one that is there, on a weekday', () => {
  const bookings = only(clinic, 'booking');
  const chairs = only(clinic, 'clinic')[0]?.chairs ?? 0;
  expect(bookings.length).toBeGreaterThan(300);
  expect(new Set(bookings.map(({ on, at, chair }) => `${on} ${at} ${chair}`)).size).toBe(bookings.length);
  for (const { on, at, chair } of bookings) {
    expect([1, 2, 3, 4, 5]).toContain(new Date(on).getUTCDay());
    expect(at >= 8 && at < 18).toBe(true);
    expect(chair >= 1 && chair <= chairs).toBe(true);
  }
  const states = new Set(bookings.map(({ state }) => state));
  expect(states).toContain('given');
  expect(states).toContain('no-show');
});

/** Whether somebody of the staff has a licence of a kind on a day. */
const isLicensed = ({ licences }: Of<'practitioner'>, kind: string, on: string) =>
  licences.some((licence) => {
    const of = { validFrom: licence.validFrom ?? null, validUntil: licence.validUntil ?? null };
    return licence.kind === kind && ['valid', 'ends soon'].includes(licenceState(of, on));
  });

test('who works has a licence on that day, and they are enough; who forgot to renew it stays at home', () => {
  let atHome = 0;
  const all = linesOf({ clinics: 40, peopleOfEach: 20, withinWeeks: 26 });
  for (const { clinic: number } of only(all, 'clinic')) {
    const lines = all.filter((line) => line.clinic === number);
    const staff = only(lines, 'practitioner');
    const shifts = only(lines, 'shift');
    expect(new Set(only(lines, 'booking').map(({ on }) => on))).toEqual(new Set(shifts.map(({ on }) => on)));
    for (const { on, nurses, prescriber, short } of shifts) {
      expect(short).toBe(0);
      expect(nurses.length).toBeGreaterThan(0);
      expect(new Set(nurses).size).toBe(nurses.length);
      const licensed = (place: number | null, kind: string) =>
        staff.some((one) => one.place === place && isLicensed(one, kind, on));
      for (const place of nurses) expect(licensed(place, 'Registered nurse')).toBe(true);
      expect(licensed(prescriber, 'Controlled substances')).toBe(true);
      atHome += staff.filter((one) => one.roles.includes('nurse') && !isLicensed(one, 'Registered nurse', on)).length;
    }
  }
  expect(atHome).toBeGreaterThan(0);
});

test('what came less what was used is what is counted, or a discrepancy says by how much', () => {
  const big = linesOf({ peopleOfEach: 150 });
  const found = only(big, 'stock').filter(({ what }) => what === 'discrepancy');
  expect(found.length).toBeGreaterThan(0);
  for (const product of ['ketamine', 'esketamine'] as const) {
    let there = 0;
    let givenUg = 0;
    for (const line of only(big, 'stock').filter((one) => one.product === product)) {
      if (line.what === 'received') there += line.containers;
      if (line.what === 'used') {
        there -= line.opened;
        givenUg += line.givenUg;
        const contentUg = product === 'ketamine' ? 200_000 : 28_000;
        expect(line.givenUg + line.wastedUg).toBe(line.opened * contentUg);
      }
      if (line.what === 'counted') {
        expect(line.expected).toBe(there);
        expect(line.differenceUg === 0).toBe(line.counted === line.expected);
        there = line.counted;
      }
      expect(there).toBeGreaterThanOrEqual(0);
    }
    const ordered = only(big, 'booking')
      .filter(({ route }) =>
        product === 'esketamine' ? route === 'intranasal-esketamine' : ['iv', 'im', 'sc'].includes(route),
      )
      .reduce((sum, { doseUg }) => sum + doseUg, 0);
    expect(givenUg).toBe(ordered);
  }
});
