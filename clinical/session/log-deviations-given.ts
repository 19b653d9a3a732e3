/** What was given by another way than a pump, against the order and the rules of its route. */
import { esketamineDoses, nasalDevice } from '#clinical/plan/plan.ts';
import type { AgendaGiven } from './log-agenda.ts';
import type { Dosing } from './log-dosing.ts';
import type { SessionRecord } from './log-fold.ts';
import { devicesOrdered, routeOfDoseWords, sessionRouteOf } from './log-order.ts';
import type { SessionRoute } from './readings.ts';

export type Said = {
  readonly of: string;
  readonly rule: string;
  readonly says: string;
  /** Somebody said why when it was done: that explains it. */
  readonly isSaid?: boolean;
};

const mg = (ug: number) => `${ug / 1_000} mg`;
const ml = (ul: number) => `${ul / 1_000} mL`;
const msPerMin = 60 * 1_000;
/** “3:10” */
const minutes = (ms: number): string => {
  const seconds = Math.floor(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

export const givenDeviations = (record: SessionRecord, dosing: Dosing, given: AgendaGiven): Said[] => [
  ...otherRoute(record, given),
  ...amounts(record, given),
  ...tooMuch(record, dosing, given),
  ...devices(record, given),
  ...inTheMouth(record, given),
];

type Dose = { readonly id: string; readonly route: SessionRoute; readonly drug: string; readonly doseUg: number };

/** Everything that was given at once, in order of time. */
const dosesOf = ({ injections, devices: nasal, sprays, mouthDoses }: SessionRecord): Dose[] =>
  [
    ...injections.map(({ data, ...at }) => ({ ...at, ...data })),
    ...nasal.map(({ data, ...at }) => ({ ...at, ...data, route: 'intranasal-esketamine' as const })),
    ...sprays.map(({ data, ...at }) => ({ ...at, ...data, route: 'intranasal-racemic' as const })),
    ...mouthDoses.map(({ data, ...at }) => ({ ...at, ...data })),
  ].sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));

function otherRoute(record: SessionRecord, { order }: AgendaGiven): Said[] {
  if (order === undefined) return [];
  const ordered = sessionRouteOf(order);
  return dosesOf(record)
    .filter(({ route }) => route !== ordered)
    .map(({ id, route }) => ({
      of: id,
      rule: 'route-differs',
      says: `Given was ${routeOfDoseWords[route]}; ordered was ${routeOfDoseWords[ordered]}.`,
    }));
}

/** Volume, strength and dose fit together, and are those of the order. */
function amounts({ injections, sprays }: SessionRecord, { order }: AgendaGiven): Said[] {
  const ordered = order !== undefined && 'volumeUl' in order ? order.concentrationUgPerMl : undefined;
  return [...injections, ...sprays].flatMap(({ id, data: { volumeUl, concentrationUgPerMl, doseUg } }) => {
    const heldUg = (volumeUl * concentrationUgPerMl) / 1_000;
    const found: Said[] = [];
    // Down to a whole microlitre: what is written down may hold one more than the volume.
    if (Math.abs(heldUg - doseUg) > concentrationUgPerMl / 1_000)
      found.push({
        of: id,
        rule: 'dose-not-its-volume',
        says: `${ml(volumeUl)} of ${concentrationUgPerMl / 1_000} mg/mL hold ${mg(heldUg)}; written down are ${mg(doseUg)}.`,
      });
    if (ordered !== undefined && concentrationUgPerMl !== ordered)
      found.push({
        of: id,
        rule: 'concentration-differs',
        says: `Given at ${concentrationUgPerMl / 1_000} mg/mL; ordered were ${ordered / 1_000} mg/mL.`,
      });
    return found;
  });
}

/** The dose with which the session went over what was ordered. An infusion is judged by its own rule. */
function tooMuch(record: SessionRecord, dosing: Dosing, { order }: AgendaGiven): Said[] {
  if (order === undefined || order.route === 'iv' || dosing.givenUg <= order.doseUg) return [];
  let sumUg = 0;
  for (const { id, doseUg } of dosesOf(record)) {
    sumUg += doseUg;
    if (sumUg > order.doseUg)
      return [
        {
          of: id,
          rule: 'dose-above-order',
          says: `With this dose ${mg(dosing.givenUg)} were given; ordered were ${mg(order.doseUg)}.`,
        },
      ];
  }
  return [];
}

/** In their order, not more of them than there may be, and each after the rest from the one before. */
function devices({ devices: given, doseEnd }: SessionRecord, { order }: AgendaGiven): Said[] {
  const ordered = devicesOrdered(order);
  const most = Math.max(...esketamineDoses.value) / nasalDevice.value.ug;
  const restMs = nasalDevice.value.restMin * msPerMin;
  const found = given.flatMap(({ id, atMs, data: { number } }, at): Said[] => {
    const before = given[at - 1];
    const sinceMs = before === undefined ? undefined : atMs - before.atMs;
    return [
      ...(number === at + 1
        ? []
        : [
            {
              of: id,
              rule: 'device-out-of-order',
              says: `Written down as device ${number}; it is the ${ordinal(at)} of this session.`,
            },
          ]),
      ...(sinceMs === undefined || sinceMs >= restMs
        ? []
        : [
            {
              of: id,
              rule: 'device-too-soon',
              says: `Given ${minutes(sinceMs)} minutes after the device before it; the rest is ${nasalDevice.value.restMin} minutes.`,
            },
          ]),
      ...(ordered === undefined || at < ordered
        ? []
        : [{ of: id, rule: 'device-not-ordered', says: `Device ${at + 1} was given; ordered were ${ordered}.` }]),
      ...(ordered !== undefined || at < most
        ? []
        : [{ of: id, rule: 'device-above-label', says: `Device ${at + 1} was given; the label has ${most} at most.` }]),
    ];
  });
  const stop = doseEnd;
  const isShort = stop !== undefined && ordered !== undefined && given.length > 0 && given.length < ordered;
  if (!isShort) return found;
  return [
    ...found,
    { of: stop.id, rule: 'devices-not-all', says: `${given.length} of ${ordered} devices were given, and no more.` },
  ];
}

const ordinal = (at: number): string => ['first', 'second', 'third'][at] ?? `${at + 1}th`;

/** Swallowed and spat are two doses at the same mg; so is one that was not held as long. */
function inTheMouth({ mouthDoses }: SessionRecord, { order }: AgendaGiven): Said[] {
  if (order?.route !== 'sublingual') return [];
  const wanted = order.afterwards === 'spit' ? 'spat' : 'swallowed';
  return mouthDoses.flatMap(({ ended, heldMs }): Said[] => {
    if (ended === undefined || heldMs === undefined) return [];
    const words = { spat: 'spat out', swallowed: 'swallowed' } as const;
    return [
      ...(ended.how === wanted
        ? []
        : [
            {
              of: ended.id,
              rule: 'afterwards-differs',
              says: `It was ${words[ended.how]}; ordered was that it is ${words[wanted]}: at the same mg that is another dose.`,
            },
          ]),
      ...(heldMs >= order.holdMin * msPerMin
        ? []
        : [
            {
              of: ended.id,
              rule: 'held-shorter',
              says: `Held for ${minutes(heldMs)} minutes; ordered were ${order.holdMin}.`,
            },
          ]),
    ];
  });
}
