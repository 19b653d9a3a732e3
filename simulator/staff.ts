import { LicenceInput, PractitionerInput } from '#clinical/chart/chart.ts';
import { type Chance, chance } from './chance.ts';
import { addDays } from './days.ts';
import { inventName } from './names.ts';
import { inventDeaNumber, inventNpi } from './numbers.ts';
import type { Invention } from './patients.ts';

/** The roles of staff, in the words of the server's table of permissions. */
export const staffRoles = [
  'owner',
  'medical-director',
  'prescriber',
  'nurse',
  'front-desk',
  'compliance',
  'auditor',
] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Someone who does not exist and works in the synthetic clinic. */
export type SyntheticPractitioner = { roles: StaffRole[]; person: PractitionerInput; licences: LicenceInput[] };

/** One person per role, then a second nurse, then round again. */
const rota = [...staffRoles, 'nurse'] as const;

export const inventStaff = (of: Invention, count: number = rota.length): SyntheticPractitioner[] =>
  Array.from({ length: count }, (_, place) => inventPractitioner(of, place));

function inventPractitioner({ seed, today }: Invention, place: number): SyntheticPractitioner {
  const by = chance(seed, 'staff', place);
  const role = rota[place % rota.length] ?? 'nurse';
  const name = inventName(by, by.pick(['female', 'male']));
  const prescribes = role === 'medical-director' || role === 'prescriber';
  const person = PractitionerInput.parse({
    givenName: name.givenName,
    familyName: name.familyName,
    credentials: credentials(by, role),
    email: `${mailboxOf(role, place)}@example.org`,
    ...(prescribes || role === 'nurse' ? { npi: inventNpi(by) } : {}),
    ...(prescribes ? { deaNumber: inventDeaNumber(by, name.familyName) } : {}),
  });
  return { roles: [role], person, licences: licencesOf(by, role, place, today) };
}

/** nurse, nurse-2, nurse-3 …: short enough to type, and nobody's twice. */
function mailboxOf(role: StaffRole, place: number): string {
  const before = Array.from({ length: place }, (_, other) => rota[other % rota.length]);
  const earlier = before.filter((other) => other === role).length;
  return earlier === 0 ? role : `${role}-${earlier + 1}`;
}

function credentials(by: Chance, role: StaffRole): string {
  if (role === 'medical-director') return 'MD';
  if (role === 'prescriber') return by.pick(['MD', 'DO', 'PMHNP-BC', 'APRN']);
  return role === 'nurse' ? 'RN' : '';
}

/**
 * Licences as a clinic has them: most are valid, one of every second nurse ends soon, and a prescriber moved here from
 * another state, where the old licence has expired.
 */
function licencesOf(by: Chance, role: StaffRole, place: number, today: string): LicenceInput[] {
  const licence = (kind: string, prefix: string, days: number, of: { place?: string; scope?: string } = {}) =>
    LicenceInput.parse({
      kind,
      number: `SYN-${prefix}${by.whole(10_000, 99_999)}`,
      place: of.place ?? 'US-NV',
      scope: of.scope ?? '',
      validFrom: addDays(today, -by.whole(800, 1_400)),
      validUntil: addDays(today, days),
    });
  if (role === 'nurse') {
    const endsSoon = place % (2 * rota.length) >= rota.length - 1;
    return [licence('Registered nurse', 'RN', endsSoon ? by.whole(10, 50) : by.whole(200, 700))];
  }
  if (role === 'medical-director')
    return [
      licence('Physician', 'MD', by.whole(200, 700)),
      licence('Controlled substances', 'CS', by.whole(200, 700), { scope: 'Schedules II to V' }),
    ];
  if (role !== 'prescriber') return [];
  return [
    licence('Prescriber', 'PR', by.whole(200, 700)),
    licence('Controlled substances', 'CS', by.whole(20, 55), { scope: 'Schedules II to V' }),
    licence('Prescriber', 'PR', -by.whole(20, 400), { place: 'US-CA' }),
  ];
}
