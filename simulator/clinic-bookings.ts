/** Sessions of a clinic's people in its chairs: who sits where and when, and whether they came. */
import { clinicDay } from './assumed.ts';
import { addDays } from './days.ts';
import type { SimulatedSession } from './sessions.ts';
import type { SimulatedRoute } from './treatments.ts';
import type { TreatedPerson } from './whole-person.ts';

export type Booking = {
  /** The person's place in the clinic. */
  readonly person: number;
  readonly session: number;
  readonly route: SimulatedRoute;
  readonly on: string;
  /** Hours of the day. */
  readonly at: number;
  readonly chair: number;
  readonly state: SimulatedSession['state'];
  /** Whole micrograms; 0 where nothing was given. */
  readonly doseUg: number;
};

const { opens, closes, slotHours } = clinicDay.value;
const slotsADay = Math.floor((closes - opens) / slotHours);

export type Chairs = { readonly taken: Map<string, number> };
export const emptyChairs = (): Chairs => ({ taken: new Map() });

/** The first free time in the first chair that has one: whoever is booked later never moves who was booked before. */
export const book = ({ taken }: Chairs, person: TreatedPerson): Booking[] =>
  person.sessions.map((session) => {
    const on = addDays(person.firstDoseOn, session.day);
    const before = taken.get(on) ?? 0;
    taken.set(on, before + 1);
    return {
      person: person.place,
      session: session.number,
      route: person.route,
      on,
      at: opens + (before % slotsADay) * slotHours,
      chair: 1 + Math.floor(before / slotsADay),
      state: session.state,
      doseUg: session.state === 'given' ? session.doseUg : 0,
    };
  });

function grouped<Key>(bookings: readonly Booking[], key: (booking: Booking) => Key): Map<Key, Booking[]> {
  const groups = new Map<Key, Booking[]>();
  for (const booking of bookings) {
    const group = groups.get(key(booking));
    if (group === undefined) groups.set(key(booking), [booking]);
    else group.push(booking);
  }
  return groups;
}

export const byDay = (bookings: readonly Booking[]) => grouped(bookings, ({ on }) => on);
export const byHour = (bookings: readonly Booking[]) => grouped(bookings, ({ at }) => at);
