/**
 * Any number of virtual clinics with their people, one line at a time: nothing is kept beyond one clinic.
 *
 * The first clinics, and the first people of each, are the same whatever the numbers.
 */

import { chance } from './chance.ts';
import { type Booking, book, emptyChairs } from './clinic-bookings.ts';
import { type Shift, staffClinic } from './clinic-staff.ts';
import { type StockLine, stockClinic } from './clinic-stock.ts';
import type { SyntheticPractitioner } from './staff.ts';
import { type Rules, type SimulatedPerson, simulatePerson } from './whole-person.ts';

export type ClinicLine = { readonly clinic: number } & (
  | ({ readonly line: 'person' } & SimulatedPerson)
  | { readonly line: 'clinic'; readonly people: number; readonly treated: number; readonly chairs: number }
  | ({ readonly line: 'practitioner'; readonly place: number } & SyntheticPractitioner)
  | ({ readonly line: 'booking' } & Booking)
  | ({ readonly line: 'shift' } & Shift)
  | ({ readonly line: 'stock' } & StockLine)
);

export type ClinicsWanted = {
  readonly seed: number;
  readonly clinics: number;
  readonly peopleOfEach: number;
  /** A Monday. */
  readonly from: string;
  readonly withinWeeks: number;
};

export function* simulateClinics(wanted: ClinicsWanted, rules: Rules): Generator<ClinicLine> {
  for (let clinic = 0; clinic < wanted.clinics; clinic += 1) yield* simulateClinic(clinic, wanted, rules);
}

const seeds = 2 ** 31 - 1;

function* simulateClinic(clinic: number, wanted: ClinicsWanted, rules: Rules): Generator<ClinicLine> {
  const { from, withinWeeks, peopleOfEach } = wanted;
  const seed = chance(wanted.seed, 'clinic', clinic).whole(0, seeds);
  const chairs = emptyChairs();
  const bookings: Booking[] = [];
  let treated = 0;
  for (let place = 0; place < peopleOfEach; place += 1) {
    const person = simulatePerson({ seed, place, from, withinWeeks }, rules);
    yield { clinic, line: 'person', ...person };
    if (!person.treated) continue;
    treated += 1;
    bookings.push(...book(chairs, person));
  }
  const most = bookings.reduce((highest, { chair }) => Math.max(highest, chair), 0);
  yield { clinic, line: 'clinic', people: peopleOfEach, treated, chairs: most };
  const { staff, shifts } = staffClinic({ seed, today: from }, bookings);
  for (const [place, one] of staff.entries()) yield { clinic, line: 'practitioner', place, ...one };
  bookings.sort((a, b) => (a.on === b.on ? a.chair - b.chair || a.at - b.at : a.on < b.on ? -1 : 1));
  for (const booking of bookings) yield { clinic, line: 'booking', ...booking };
  for (const shift of shifts) yield { clinic, line: 'shift', ...shift };
  const until = bookings.at(-1)?.on ?? from;
  for (const stock of stockClinic(seed, { from, until, bookings })) yield { clinic, line: 'stock', ...stock };
}
