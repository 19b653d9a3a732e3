/** Who works in a virtual clinic, with what licences, and on which day: as many as the people in the chairs need. */
import { type LicenceInput, licenceState } from '#clinical/chart/chart.ts';
import { staffing } from '#clinical/session/session.ts';
import { licenceRenewed } from './assumed.ts';
import { type Chance, chance } from './chance.ts';
import { type Booking, byDay, byHour } from './clinic-bookings.ts';
import { addDays } from './days.ts';
import type { Invention } from './patients.ts';
import { inventStaff, type StaffRole, type SyntheticPractitioner } from './staff.ts';

export type Shift = {
  readonly on: string;
  /** Places in the list of the staff. */
  readonly nurses: readonly number[];
  readonly prescriber: number | null;
  /** How many nurses were missing. */
  readonly short: number;
};

/** Nurses that the people in the chairs at one time need. */
const neededFor = (bookings: readonly Booking[]): number => {
  const nasal = bookings.filter(({ route }) => route === 'intranasal-esketamine').length;
  return Math.ceil(nasal / staffing.value.patientsPerClinicianIntranasal) + bookings.length - nasal;
};

/** The most nurses that any hour of a day needs; those who were booked and did not come were waited for. */
const nursesOn = (bookings: readonly Booking[]): number => Math.max(...[...byHour(bookings).values()].map(neededFor));

const isNurse = ({ roles }: SyntheticPractitioner) => roles.includes('nurse');
const prescribing: readonly StaffRole[] = ['prescriber', 'medical-director'];

/** Every role once, and nurses until there are enough and two to spare. */
function hire(of: Invention, nurses: number): SyntheticPractitioner[] {
  const round = inventStaff(of).length;
  const staff = inventStaff(of, round * (nurses + 2));
  const later = staff.slice(round).filter(isNurse);
  return [...staff.slice(0, round), ...later.slice(0, nurses)];
}

/** A licence and its renewals until a day; now and then the renewal comes too late. */
function renewed(by: Chance, licence: LicenceInput, until: string): LicenceInput[] {
  const { daysBefore, forDays, lateShare, lateDays } = licenceRenewed.value;
  const end = licence.validUntil ?? null;
  if (end === null || end >= until || licence.place !== 'US-NV') return [licence];
  const from = addDays(end, by.isLikely(lateShare) ? lateDays : -daysBefore);
  return [licence, { ...licence, validFrom: from, validUntil: addDays(from, forDays) }];
}

/** The licence without which somebody does nothing here. */
const kindFor = (roles: readonly StaffRole[]) =>
  roles.includes('nurse') ? 'Registered nurse' : 'Controlled substances';

const mayWork = ({ roles, licences }: SyntheticPractitioner, on: string): boolean =>
  licences.some(
    (licence) =>
      licence.kind === kindFor(roles) &&
      ['valid', 'ends soon'].includes(
        licenceState({ validFrom: licence.validFrom ?? null, validUntil: licence.validUntil ?? null }, on),
      ),
  );

export function staffClinic(
  of: Invention,
  bookings: readonly Booking[],
): { staff: SyntheticPractitioner[]; shifts: Shift[] } {
  const days = [...byDay(bookings)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const until = days.at(-1)?.[0] ?? of.today;
  const most = Math.max(0, ...days.map(([, booked]) => nursesOn(booked)));
  const staff = hire(of, most).map((one, place) => ({
    ...one,
    licences: one.licences.flatMap((licence, at) => renewed(chance(of.seed, 'renewed', place, at), licence, until)),
  }));
  const shifts = days.map(([on, booked], turn): Shift => {
    const needed = nursesOn(booked);
    const there = staff.flatMap((one, place) => (isNurse(one) && mayWork(one, on) ? [place] : []));
    const nurses = there.map((_, at) => there[(at + turn) % there.length] ?? 0).slice(0, needed);
    const prescriber = staff.findIndex(
      (one) => one.roles.some((role) => prescribing.includes(role)) && mayWork(one, on),
    );
    return { on, nurses, prescriber: prescriber < 0 ? null : prescriber, short: needed - nurses.length };
  });
  return { staff, shifts };
}
