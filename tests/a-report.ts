import type { Report } from '#clinical/finder/finder.ts';
import { type PersonRow, publish, type SessionRow, tallyPeople, tallySessions } from '#clinical/registry/registry.ts';

/** A pair of numbers from 0 to 1 that look like chance and are the same in every run. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const firstHalf = { from: '2026-01-01', to: '2026-06-30' } as const;

const dayIn = (from: string, days: number) => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);

/** A clinic's half-year with so many people, each with sessions, side effects, scores; some of them missing. */
export function aHalfYear(of: { people: number; seed?: number; from?: string; answers?: number }): {
  sessions: SessionRow[];
  people: PersonRow[];
} {
  const next = chance(of.seed ?? 1);
  const from = of.from ?? firstHalf.from;
  const sessions: SessionRow[] = [];
  const people: PersonRow[] = [];
  for (let at = 0; at < of.people; at += 1) {
    const person = `p${of.seed ?? 1}-${from}-${at}`;
    const beganOn = dayIn(from, Math.floor(next() * 150));
    const route = next() < 0.8 ? 'iv' : next() < 0.7 ? 'intranasal-esketamine' : 'im';
    for (let session = 0; session < 1 + Math.floor(next() * 6); session += 1)
      sessions.push({
        person,
        route,
        on: dayIn(beganOn, session * 3),
        effects: [
          ...(next() < 0.4
            ? [{ effect: 'dissociation' as const, worst: next() < 0.9 ? ('1' as const) : ('2' as const) }]
            : []),
          ...(next() < 0.1 ? [{ effect: 'nausea-and-vomiting' as const, worst: '2' as const }] : []),
        ],
        readings: { due: 13, late: next() < 0.1 ? 1 : 0 },
        isTransfer: next() < 0.005,
      });
    const before = 12 + Math.floor(next() * 14);
    const after = (week: number) =>
      next() < (of.answers ?? 0.9)
        ? [{ on: dayIn(beganOn, week * 7), total: Math.floor(before * (next() < 0.5 ? 0.3 : 0.8)) }]
        : [];
    const scores = [...(next() < 0.95 ? [{ on: beganOn, total: before }] : []), ...after(4), ...after(8)];
    people.push({ person, beganOn, scores, askedOn: dayIn(beganOn, -Math.floor(next() * 40)) });
  }
  return { sessions, people };
}

/** A report that nothing speaks against: 148 people in the first half of 2026. */
export function aReport(given: Partial<Report> = {}, half = aHalfYear({ people: 148 })): Report {
  const tallies = { people: tallyPeople(half.people, firstHalf), sessions: tallySessions(half.sessions, firstHalf) };
  return {
    racemicReport: 1,
    id: '0199a0b2-0000-7000-8000-000000000001',
    synthetic: true,
    center: { name: 'Juniper & Vale', domain: 'juniper-vale.example' },
    method: { name: 'racemic-center-report', version: 1 },
    period: firstHalf,
    figures: publish(tallies, {}, []).figures,
    prices: { statedOn: '2026-09-01', currency: 'USD', list: [{ for: 'iv', cents: 49_500 }] },
    software: { name: 'racemic', version: '0.1.0' },
    auditHead: { seq: 5_120, hash: 'ab'.repeat(32) },
    previewedBy: { name: 'Dr Ana Reyes', role: 'medical director', at: '2026-09-14T09:00:00Z' },
    releasedBy: { name: 'Dr Ana Reyes', role: 'medical director', at: '2026-09-14T09:30:00Z' },
    replaces: null,
    withdrawn: null,
    ...given,
  };
}
