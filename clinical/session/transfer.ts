/**
 * What whoever takes a patient over has to know, on one page: worked out from the log, on the tablet as on the server.
 *
 * Nothing is left out because it is inconvenient, and nothing is said that the log does not hold: not known is said so.
 */
import { gramsOf, weightInWords } from '#clinical/chart/chart.ts';
import { projectDefault, sourced } from '#clinical/sources.ts';
import type { Agenda } from './log-agenda.ts';
import { isDose } from './log-doses.ts';
import { type Fact, happenedAt } from './log-event.ts';
import type { Emergency, SessionRecord } from './log-fold.ts';

export const transferWindow = sourced(
  'The transfer summary shows every set of readings of so many minutes',
  30,
  'min',
  projectDefault('clinical basis 3.5: transfer summary'),
);

/** What is older stays in the record; how many lines that is, is said. */
export const transferLines = sourced(
  'So many lines of each list fit on the one page of a transfer summary, the newest',
  { given: 16, done: 22, calls: 8, readings: 10, sideEffects: 8 },
  '1',
  projectDefault('clinical basis 3.5: transfer summary'),
);

/** Whom this system told, and whether anybody took it: written down by the server. */
export type SystemCall = {
  readonly id: string;
  readonly task: string;
  readonly what: string;
  readonly by: string | null;
  readonly says: string;
  readonly atMs: number;
  /** The name of whom it told, or who has it; undefined: nobody, or not known here. */
  readonly whom: string | undefined;
};

const waySays: Readonly<Record<string, string>> = { app: 'on the screen', mail: 'by e-mail', text: 'by text' };

/** One line for each person that was told of one thing, and one for who took it. */
function systemCalls(calls: readonly SystemCall[]): Line[] {
  const told = new Map<string, { first: SystemCall; ways: Set<string> }>();
  for (const one of calls) {
    if (one.what !== 'told') continue;
    const key = `${one.task} ${one.whom ?? ''}`;
    const before = told.get(key) ?? { first: one, ways: new Set() };
    before.ways.add(waySays[one.by ?? ''] ?? 'by the system');
    told.set(key, before);
  }
  const taken = new Map(calls.filter(({ what }) => what === 'acknowledged').map((one) => [one.task, one]));
  const nobody = calls.filter(({ what }) => what === 'nobody');
  const line = ({ id, atMs }: SystemCall, says: string): Line => ({ id, atMs, says, by: null });
  return [
    ...[...told.values()].map(({ first, ways }) =>
      line(first, `${first.whom ?? 'Somebody'} called by the system ${[...ways].join(', ')}: ${first.says}`),
    ),
    ...[...taken.values()].map((one) => line(one, `${one.whom ?? 'Somebody'} has it: ${one.says}`)),
    ...[...new Map(nobody.map((one) => [one.task, one])).values()].map((one) =>
      line(one, `The system found nobody to call: ${one.says}`),
    ),
  ];
}

type Line = { readonly id: string; readonly atMs: number; readonly says: string; readonly by: string | null };
type Value = 'systolicMmHg' | 'diastolicMmHg' | 'heartRatePerMin' | 'spo2Pct' | 'breathsPerMin' | 'moaaS';
export const transferValues: readonly { readonly name: Value; readonly says: string; readonly unit: string }[] = [
  { name: 'systolicMmHg', says: 'Systolic', unit: 'mmHg' },
  { name: 'diastolicMmHg', says: 'Diastolic', unit: 'mmHg' },
  { name: 'heartRatePerMin', says: 'Pulse', unit: 'per min' },
  { name: 'spo2Pct', says: 'SpO2', unit: '%' },
  { name: 'breathsPerMin', says: 'Breaths', unit: 'per min' },
  { name: 'moaaS', says: 'MOAA/S', unit: '0 to 5' },
];

type Reading = SessionRecord['readings'][number];
export type Extreme = {
  readonly name: Value;
  readonly says: string;
  readonly unit: string;
  readonly low: { readonly value: number; readonly atMs: number };
  readonly high: { readonly value: number; readonly atMs: number };
};

export type TransferSummary = {
  readonly emergencies: readonly Emergency[];
  /** The last set before the dose. */
  readonly baseline: Reading | undefined;
  /** Every dose by every route and every medicine beside it, in time. */
  readonly given: readonly Line[];
  readonly readings: readonly Reading[];
  readonly extremes: readonly Extreme[];
  readonly sideEffects: readonly (Line & { readonly isOpen: boolean })[];
  /** What was done under the cards and at the pump since the first was opened. */
  readonly done: readonly Line[];
  readonly calls: readonly Line[];
  readonly escort: string | undefined;
  /** As weighed in this session; what was said of food and drink; how far away the patient was, the newest by each scale. */
  readonly weight: string | undefined;
  readonly fasting: string | undefined;
  readonly dissociation: readonly { readonly atMs: number; readonly says: string }[];
  /** Older lines that did not fit on the page. */
  readonly left: number;
};

const msPerMin = 60 * 1_000;
const mg = (ug: number) => `${Number((ug / 1_000).toFixed(3))} mg`;
const mlPerH = (ulPerH: number) => `${Number((ulPerH / 1_000).toFixed(3))} mL/h`;
const spaced = (word: string) => word.replaceAll('-', ' ');

/** One sentence of what a fact gave; undefined where it gave nothing. */
function givenSays(fact: Fact): string | undefined {
  switch (fact.kind) {
    case 'dose-started':
      return `Infusion of ${fact.data.drug} IV started at ${mlPerH(fact.data.pumpRateUlPerH)}, ${fact.data.concentrationUgPerMl / 1_000} mg/mL`;
    case 'rate-changed':
      return `Pump set to ${mlPerH(fact.data.pumpRateUlPerH)}`;
    case 'dose-paused':
      return 'Pump paused';
    case 'dose-resumed':
      return 'Pump resumed';
    case 'dose-stopped':
      return 'Dose stopped';
    case 'injection-given':
      return `${fact.data.drug} ${mg(fact.data.doseUg)} ${fact.data.route.toUpperCase()}, ${spaced(fact.data.site)}`;
    case 'device-given':
      return `Esketamine ${mg(fact.data.doseUg)} intranasal, device ${fact.data.number}, lot ${fact.data.lot}`;
    case 'spray-given':
      return `Ketamine ${mg(fact.data.doseUg)} intranasal`;
    case 'mouth-dose-placed':
      return `${fact.data.drug} ${mg(fact.data.doseUg)} ${fact.data.route}`;
    case 'mouth-dose-ended':
      return `Dose in the mouth ${fact.data.how === 'spat' ? 'spat out' : 'swallowed'}`;
    case 'medicine-given': {
      const { medicine, doseUg, doseText, route } = fact.data;
      const dose = [doseUg === undefined ? '' : mg(doseUg), doseText ?? ''].filter((part) => part !== '').join(', ');
      return `${medicine} ${dose === '' ? 'dose not said' : dose}, ${route.length === 2 ? route.toUpperCase() : spaced(route)}`;
    }
    default:
      return undefined;
  }
}

function extremesOf(readings: readonly Reading[]): Extreme[] {
  return transferValues.flatMap(({ name, says, unit }) => {
    const values = readings.flatMap(({ atMs, data }) => {
      const value = data[name];
      return value === undefined ? [] : [{ value, atMs }];
    });
    const [first] = values;
    if (first === undefined) return [];
    const low = values.reduce((least, one) => (one.value < least.value ? one : least), first);
    const high = values.reduce((greatest, one) => (one.value > greatest.value ? one : greatest), first);
    return [{ name, says, unit, low, high }];
  });
}

/** Who was told by voice, and steps of a card that call for someone. */
const callStep = /\bcall\b|\bpsychiatrist\b/i;

function escortOf(record: SessionRecord): string | undefined {
  const arrived = record.standing.findLast(({ kind }) => kind === 'arrived');
  const said = arrived?.kind === 'arrived' ? arrived.data.escort : undefined;
  const checked = record.checklist.find(({ data }) => data.item === 'escort')?.data;
  const written = checked?.value ?? said;
  if (written === undefined) return undefined;
  // A telephone number has three digits at least: without one, whoever takes over cannot ring.
  return /\d{3}/.test(written.replaceAll(/[\s()-]/g, '')) ? written : `${written}; telephone not known`;
}

const fastingOf = (record: SessionRecord): string | undefined => {
  const item = record.checklist.findLast(({ data }) => data.item === 'fasting')?.data;
  if (item === undefined || item.state === 'not-known') return undefined;
  const said = 'value' in item ? item.value : undefined;
  return said ?? (item.state === 'met' ? 'fasted as the clinic asks; when is not written' : undefined);
};

/** Each scale with its own range: one is never read as the other. */
function dissociationOf({ readings }: SessionRecord): { atMs: number; says: string }[] {
  const cadss = readings.findLast(({ data }) => data.cadss !== undefined);
  const grade = readings.findLast(({ data }) => data.dissociationGrade !== undefined);
  return [
    ...(cadss === undefined ? [] : [{ atMs: cadss.atMs, says: `CADSS ${cadss.data.cadss}, 0 to 92` }]),
    ...(grade === undefined ? [] : [{ atMs: grade.atMs, says: `grade ${grade.data.dissociationGrade}, 0 to 4` }]),
  ];
}

/** @param calls what the server wrote down of calling people; none where this device does not know them */
export function transferSummary(
  record: SessionRecord,
  agenda: Agenda,
  nowMs: number,
  calls: readonly SystemCall[] = [],
): TransferSummary {
  const { emergencies } = record;
  const weighed = record.weights.at(-1)?.data.given;
  const first = emergencies.reduce((at, one) => Math.min(at, one.atMs), Number.POSITIVE_INFINITY);
  const doseMs = record.standing.filter(isDose).reduce((at, fact) => Math.min(at, happenedAt(fact)), nowMs);
  const fromMs = nowMs - transferWindow.value * msPerMin;
  const line = (fact: Fact, says: string): Line => ({ id: fact.id, atMs: happenedAt(fact), says, by: fact.by });
  const given = record.standing.flatMap((fact) => {
    const says = givenSays(fact);
    return says === undefined ? [] : [line(fact, says)];
  });
  const { infusion } = agenda;
  const ofPump: Line[] =
    infusion.startedAtMs === undefined
      ? []
      : [
          {
            id: 'infusion',
            atMs: infusion.endedAtMs ?? infusion.ranOutAtMs ?? nowMs,
            says: `Infusion ${infusion.state === 'running' ? 'still runs' : spaced(infusion.state)}: ${mg(infusion.givenUg)} given in all`,
            by: null,
          },
        ];
  const told = record.told.map(({ id, atMs, by, data }) => ({
    id,
    atMs,
    by,
    says: `${data.whom}, ${data.how === 'in-person' ? 'in person' : `by ${data.how}`}`,
  }));
  const steps = emergencies.flatMap(({ actions }) => actions);
  const whole = {
    emergencies,
    baseline: record.readings.findLast(({ atMs }) => atMs <= doseMs),
    given: [...given, ...ofPump].sort((a, b) => a.atMs - b.atMs),
    readings: record.readings.filter(({ atMs }) => atMs >= fromMs && atMs <= nowMs),
    extremes: extremesOf(record.readings),
    sideEffects: record.sideEffects.map(({ id, atMs, by, effect, grades, endedAtMs, note }) => ({
      id,
      atMs,
      by,
      isOpen: endedAtMs === undefined,
      says: [
        spaced(effect),
        grades.length === 0 ? 'not graded' : `grade ${grades.map(({ grade }) => grade).join(', then ')}`,
        note ?? '',
      ]
        .filter((part) => part !== '')
        .join(', '),
    })),
    done: [
      ...emergencies.map(({ id, atMs, by, card }) => ({ id, atMs, by, says: `Card opened: ${spaced(card)}` })),
      ...steps.map(({ id, atMs, by, action }) => ({ id, atMs, by, says: action })),
      ...record.pump
        .filter((fact) => happenedAt(fact) >= first)
        .map((fact) => line(fact, givenSays(fact) ?? fact.kind)),
      ...record.medicines.filter(({ atMs }) => atMs >= first).flatMap(({ id }) => given.filter((one) => one.id === id)),
      ...emergencies.flatMap(({ id, card, closed }) =>
        closed === undefined
          ? []
          : [
              {
                id: `${id} closed`,
                atMs: closed.atMs,
                by: null,
                says: `Card closed: ${spaced(card)}. ${closed.outcome}`,
              },
            ],
      ),
    ].sort((a, b) => a.atMs - b.atMs),
    calls: [
      ...told,
      ...systemCalls(calls),
      ...steps.filter(({ action }) => callStep.test(action)).map(({ action, ...at }) => ({ ...at, says: action })),
    ].sort((a, b) => a.atMs - b.atMs),
    escort: escortOf(record),
    weight: weighed === undefined ? undefined : weightInWords(gramsOf(weighed)),
    fasting: fastingOf(record),
    dissociation: dissociationOf(record),
  };
  const most = transferLines.value;
  const onPage = {
    ...whole,
    given: whole.given.slice(-most.given),
    done: whole.done.slice(-most.done),
    calls: whole.calls.slice(-most.calls),
    readings: whole.readings.slice(-most.readings),
    sideEffects: whole.sideEffects.slice(-most.sideEffects),
  };
  const count = ({ given: a, done: b, calls: c, readings: d, sideEffects: e }: typeof onPage) =>
    a.length + b.length + c.length + d.length + e.length;
  return { ...onPage, left: count(whole) - count(onPage) };
}
