import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  AllergyInput,
  initialsOf,
  isDeaNumber,
  isNpi,
  LicenceInput,
  licenceState,
  MedicineInput,
  PatientInput,
  PractitionerInput,
  ProblemInput,
} from '#clinical/chart/chart.ts';
import { inventPatients } from './patients.ts';
import { inventStaff, staffRoles } from './staff.ts';

const of = { seed: 7, today: '2026-11-25' };

test('the same seed invents the same people, another seed others', () => {
  expect(inventPatients(of, 60)).toEqual(inventPatients(of, 60));
  expect(inventStaff(of)).toEqual(inventStaff(of));
  expect(inventPatients({ ...of, seed: 8 }, 60)).not.toEqual(inventPatients(of, 60));
});

test('everyone invented fits the schemas of the chart, whatever seed, day and number', () => {
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(fc.integer(), day, fc.integer({ min: 0, max: 60 }), (seed, today, count) => {
      const invention = { seed, today };
      const patients = inventPatients(invention, count);
      expect(patients).toHaveLength(count);
      for (const { patient, chart } of patients) {
        expect(PatientInput.parse(patient)).toEqual(patient);
        for (const row of chart.allergies) expect(AllergyInput.parse(row)).toEqual(row);
        for (const row of chart.medicines) expect(MedicineInput.parse(row)).toEqual(row);
        for (const row of chart.problems) expect(ProblemInput.parse(row)).toEqual(row);
        for (const row of [...chart.allergies, ...chart.medicines, ...chart.problems]) {
          for (const day of [row.startedOn ?? today, row.endedOn ?? today]) {
            expect(day > patient.birthOn).toBe(true);
            expect(day <= today).toBe(true);
          }
        }
      }
      const staff = inventStaff(invention, count);
      for (const { person, licences } of staff) {
        expect(PractitionerInput.parse(person)).toEqual(person);
        for (const licence of licences) expect(LicenceInput.parse(licence)).toEqual(licence);
      }
      expect(new Set(staff.map(({ person }) => person.email)).size).toBe(count);
    }),
    { numRuns: 60 },
  );
});

test('a larger clinic begins with the people of a smaller one', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat({ max: 50 }), fc.nat({ max: 50 }), (seed, few, more) => {
      const invention = { ...of, seed };
      expect(inventPatients(invention, few + more).slice(0, few)).toEqual(inventPatients(invention, few));
      expect(inventStaff(invention, few + more).slice(0, few)).toEqual(inventStaff(invention, few));
    }),
    { numRuns: 40 },
  );
});

test('nobody can be called, written to or mistaken for a registered person', () => {
  for (const { patient } of inventPatients(of, 500)) {
    for (const phone of [patient.phone, patient.emergencyContact?.phone ?? ''])
      expect(phone).toMatch(/^$|-555-01\d\d$/);
    expect(patient.email).toMatch(/^$|@example\.org$/);
    expect(patient.address).toMatch(/^$|Exampleton, NV 00000$/);
  }
  for (const { person, licences } of inventStaff(of, 80)) {
    expect(person.npi ?? '2').toMatch(/^2/);
    expect(person.deaNumber ?? 'Z').toMatch(/^Z/);
    for (const licence of licences) expect(licence.number).toMatch(/^SYN-/);
  }
});

test('numbers of staff are right in form, and licences are valid, ending soon and expired', () => {
  const staff = inventStaff(of, 80);
  const npis = staff.flatMap(({ person }) => person.npi ?? []);
  expect(npis.length).toBeGreaterThan(30);
  expect(npis.filter((npi) => !isNpi(npi))).toEqual([]);
  const registered = staff.flatMap(({ person }) => person.deaNumber ?? []);
  expect(registered.length).toBeGreaterThan(10);
  expect(registered.filter((number) => !isDeaNumber(number))).toEqual([]);
  const states = inventStaff(of).flatMap(({ licences }) =>
    licences.map((of) =>
      licenceState({ validFrom: of.validFrom ?? null, validUntil: of.validUntil ?? null }, '2026-11-25'),
    ),
  );
  expect(new Set(states)).toEqual(new Set(['valid', 'ends soon', 'expired']));
});

test('the smallest clinic has someone for every role, and two nurses', () => {
  const held = inventStaff(of).flatMap(({ roles }) => roles);
  expect(held.toSorted()).toEqual([...staffRoles, 'nurse'].toSorted());
});

test('forty patients hold a pair of one name, one of the same initials, accents, apostrophes and hyphens', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const people = inventPatients({ ...of, seed }, 40).map(({ patient }) => patient);
      const names = people.map((person) => `${person.givenName} ${person.familyName}`);
      expect(names[7]).toBe(names[2]);
      expect(people[7]?.birthOn).not.toBe(people[2]?.birthOn);
      const initials = people.map((person) => initialsOf(person.givenName, person.familyName));
      expect(initials[11]).toBe(initials[4]);
      expect(names[11]).not.toBe(names[4]);
    }),
    { numRuns: 30 },
  );
  const all = inventPatients(of, 40).map(({ patient }) => `${patient.givenName} ${patient.familyName}`);
  for (const kind of [/[À-ỹ]/u, /['’]/, /-/]) expect(all.some((name) => kind.test(name))).toBe(true);
});

test('everyone treated here has a depression, and at least two medicines were tried', () => {
  for (const { chart } of inventPatients(of, 200)) {
    expect(chart.problems[0]?.code).toMatch(/^F3[123]\./);
    expect(chart.medicines.length).toBeGreaterThanOrEqual(2);
  }
});
