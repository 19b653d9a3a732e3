import { fold, PatientInput } from '#clinical/chart/chart.ts';
import { type Chance, chance } from './chance.ts';
import { inventChart, type SyntheticChart } from './charts.ts';
import { addDays } from './days.ts';
import { inventLookalike, inventName, type Name } from './names.ts';
import { inventPhone } from './numbers.ts';

/** A patient who does not exist, and what their chart says. */
export type SyntheticPatient = { patient: PatientInput; chart: SyntheticChart };

export type Invention = { seed: number; today: string };

/** So many patients; the first ones are the same whatever the number. */
export const inventPatients = (of: Invention, count: number): SyntheticPatient[] =>
  Array.from({ length: count }, (_, place) => inventPatient(of, place));

type Sex = PatientInput['sexForClinicalUse'];

const sexAt = (seed: number, place: number): Sex =>
  chance(seed, 'sex', place).weighted([
    ['female', 54],
    ['male', 42],
    ['specified', 2],
    ['unknown', 2],
  ]);

/** The 8th of every 20 bears the name of the 3rd, and the 12th has the initials of the 5th. */
function nameAt(seed: number, place: number): Name {
  const turn = place % 20;
  if (turn === 7) return nameAt(seed, place - 5);
  const by = chance(seed, 'name', place);
  if (turn === 11) return inventLookalike(by, nameAt(seed, place - 7), sexAt(seed, place));
  return inventName(by, sexAt(seed, place));
}

export function inventPatient({ seed, today }: Invention, place: number): SyntheticPatient {
  const by = chance(seed, 'patient', place);
  const name = nameAt(seed, place);
  const birthOn = addDays(today, -by.whole(18 * 366, 80 * 365));
  const patient = PatientInput.parse({
    ...name,
    preferredName: by.isLikely(0.12) ? inventName(by, sexAt(seed, place)).givenName : '',
    birthOn,
    sexForClinicalUse: sexAt(seed, place),
    language: by.isLikely(0.7) ? 'en' : name.language,
    timeZone: by.weighted([
      ['America/Los_Angeles', 8],
      ['America/Denver', 1],
    ]),
    phone: by.isLikely(0.95) ? inventPhone(by) : '',
    email: by.isLikely(0.85) ? `${mailbox(name, place + 1)}@example.org` : '',
    address: by.isLikely(0.9) ? `${by.whole(1, 999)} Invented Way, Exampleton, NV 00000` : '',
    emergencyContact: by.isLikely(0.85) ? inventContact(by, name) : null,
  });
  return { patient, chart: inventChart(chance(seed, 'chart', place), birthOn, today) };
}

const inventContact = (by: Chance, of: Name) => ({
  name: `${inventName(by, by.pick(['female', 'male'])).givenName} ${of.familyName}`,
  relation: by.pick(['partner', 'mother', 'father', 'sibling', 'friend', 'adult child']),
  phone: inventPhone(by),
});

/** The letters of a name that fit into an address, and a number that keeps addresses apart. */
const mailbox = (of: { givenName: string; familyName: string }, number: number): string =>
  [fold(of.givenName), fold(of.familyName), `patient${number}`]
    .map((part) => part.replace(/[^a-z0-9]/g, ''))
    .filter((part) => part !== '')
    .join('.');
