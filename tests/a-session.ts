import { leavingItems, type SessionEvent } from '#clinical/session/session.ts';
import { newId } from '#server/platform/ids.ts';

/** When the session of `aWholeSession` begins: yesterday, so that an order of these days holds. */
export const sessionBegins = Math.floor(Date.now() / 86_400_000 - 1) * 86_400_000 + 18 * 3_600_000;

type Given = Partial<Pick<SessionEvent, 'by' | 'session'>> & { lateMin?: number };

/** Writes facts as one station would: `min` counts from when the patient arrived. */
export function aStation(session: string, by: string) {
  const station = newId();
  let stationSeq = 0;
  return (min: number, kind: string, data: Record<string, unknown> = {}, given: Given = {}): SessionEvent => {
    stationSeq += 1;
    const at = sessionBegins + min * 60_000;
    return {
      id: newId(),
      session: given.session ?? session,
      kind,
      v: 1,
      data,
      measuredAt: new Date(at).toISOString(),
      enteredAt: new Date(at + (given.lateMin ?? 0) * 60_000).toISOString(),
      by: given.by === undefined ? by : given.by,
      station,
      stationSeq,
      clockOffsetMs: 0,
      offsetCheckedAt: new Date(at).toISOString(),
    };
  };
}

/** Minutes from arrival at which readings are taken; the dose starts at 20. */
export const readingsAt = [5, 20, 30, 40, 50, 60, 75, 90, 105, 120, 135, 150, 165] as const;
/** Systolic, diastolic, pulse, saturation, breaths, CADSS at each. */
export const readingsTaken = [
  [126, 78, 72, 98, 14, 0],
  [128, 80, 74, 98, 14, 0],
  [138, 86, 81, 97, 15, 9],
  [149, 93, 88, 97, 15, 22],
  [163, 101, 93, 96, 16, 31],
  [157, 96, 90, 96, 15, 26],
  [146, 90, 84, 97, 14, 14],
  [139, 85, 79, 98, 14, 6],
  [133, 83, 76, 98, 14, 3],
  [129, 80, 74, 98, 14, 1],
  [127, 79, 73, 98, 14, 0],
  [126, 78, 72, 98, 13, 0],
  [125, 78, 71, 98, 13, 0],
] as const;

/** A session from arrival to leaving with something of every kind in it: late, corrected, deviating. */
export function aWholeSession(session: string, by: string): SessionEvent[] {
  const write = aStation(session, by);
  const items = ['eligibility', 'consent', 'suicide-screen', 'new-medicines', 'pregnancy', 'fasting', 'escort'];
  items.push('drug', 'prescriber-on-site', 'emergency-kit');
  const readings = readingsAt.map((min, at) => {
    const [systolicMmHg, diastolicMmHg, heartRatePerMin, spo2Pct, breathsPerMin, cadss] = readingsTaken[at] ?? [];
    const mind = {
      moaaS: 5,
      rass: 0,
      painNrs: 0,
      anxietyNrs: at === 4 ? 4 : 1,
      nauseaNrs: 0,
      isOriented: cadss !== 31,
    };
    const body = { systolicMmHg, diastolicMmHg, heartRatePerMin, breathsPerMin, cadss };
    const rest = { isOnOxygen: false, hasNewArrhythmia: false, symptoms: [], distress: 'none', source: 'by-hand' };
    if (at === 6) return write(min, 'reading', { ...body, ...mind, ...rest, cannot: { spo2Pct: 'cold-hands' } });
    return write(min, 'reading', { ...body, spo2Pct, ...mind, ...rest }, { lateMin: at === 3 ? 12 : 0 });
  });
  const started = write(20, 'dose-started', {
    route: 'iv',
    drug: 'ketamine',
    concentrationUgPerMl: 1_000,
    pumpRateUlPerH: 52_500,
    volumeToGiveUl: 35_000,
    as: 'fact',
  });
  const nausea = write(48, 'side-effect-started', { effect: 'nausea', grade: 1, note: 'after turning the head' });
  const [, , , mistaken] = readings;
  const note = write(55, 'note', { text: 'Music off, lights down. 李 asked for quiet.' });
  const withdrawn = write(58, 'note', { text: 'written at the wrong chair' });
  return [
    write(0, 'arrived', { escort: 'Sam Sample, 555 0100' }),
    write(2, 'identity-confirmed', { identifiers: ['name', 'birth-date'] }),
    write(3, 'weight', { given: { value: 70, unit: 'kg' }, second: { value: 70, unit: 'kg' } }),
    ...items.map((item) => write(4, 'checklist-item', { item, state: 'met' })),
    write(4, 'checklist-item', { item: 'one-to-one', state: 'overridden', reason: 'Two nurses for two patients' }),
    write(10, 'watch-taken'),
    started,
    ...readings,
    write(42, 'rate-changed', { pumpRateUlPerH: 26_250, reason: 'pressure amber' }),
    nausea,
    write(62, 'side-effect-ended', { of: nausea.id }),
    write(49, 'medicine-given', { medicine: 'ondansetron', doseUg: 4_000, route: 'iv' }),
    note,
    withdrawn,
    write(59, 'correction', { of: withdrawn.id, change: { retracted: true }, reason: 'not this patient' }),
    write(70, 'dose-stopped', { volumeGivenUl: 31_500 }),
    write(80, 'correction', {
      of: mistaken?.id,
      change: { data: { ...mistaken?.data, systolicMmHg: 147 } },
      reason: 'typed 149, the monitor showed 147',
    }),
    ...leavingItems.map((item) => write(164, 'discharge-item', { item, state: 'met' })),
    write(164, 'rating', { scale: 'modified-aldrete', answers: {}, total: 10 }),
    write(168, 'left', { how: 'let-go', as: 'fact' }),
    write(170, 'deviation-explained', { of: started.id, why: 'The order was on paper that day.' }),
  ];
}
