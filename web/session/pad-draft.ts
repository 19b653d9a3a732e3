/**
 * What stands on the entry pad before it is saved. Nothing is filled in: absent is not known, and what a monitor says comes
 * into a field only by the tap that accepts it.
 *
 * A draft stays with its session and with who began it, in memory only: it is no record.
 */
import {
  entryLimits,
  type FromMonitor,
  fromMonitorNames,
  type MonitorLineSaid,
  type ReadingFact,
  ReadingSet,
  type WarningSymptom,
} from '#clinical/session/session.ts';
import { t } from '#web/platform/text.ts';
import { isUnfinished, numberIn, press, type Range, type Typed, takeBack } from './pad-logic.ts';

export const digitNames = fromMonitorNames;
export type DigitName = (typeof digitNames)[number];
export const limits = entryLimits.value;
export const rangeOf = (name: DigitName): Range => limits[name];

export const unitOf = (name: DigitName): string =>
  name === 'spo2Pct'
    ? t('pad.unit.pct')
    : name === 'systolicMmHg' || name === 'diastolicMmHg'
      ? t('pad.unit.mmHg')
      : t('pad.unit.perMin');

/** What is chosen by one tap; chosen again, it is taken back. */
export type Chosen = Pick<
  ReadingFact,
  | 'moaaS'
  | 'dissociationGrade'
  | 'symptoms'
  | 'nauseaNrs'
  | 'anxietyNrs'
  | 'painNrs'
  | 'rass'
  | 'cadss'
  | 'isOriented'
  | 'isOnOxygen'
  | 'hasNewArrhythmia'
  | 'wantsToStop'
  | 'distress'
>;
export type Reason = NonNullable<NonNullable<ReadingFact['cannot']>[DigitName]>;

export type PadDraft = {
  readonly typed: Readonly<Partial<Record<DigitName, Typed>>>;
  /** Where a value that was accepted came from; typed over, it is a person's own. */
  readonly monitor: Readonly<Partial<Record<DigitName, FromMonitor>>>;
  readonly cannot: Readonly<Partial<Record<DigitName, Reason>>>;
  readonly chosen: Chosen;
  /** Where the next digit goes; undefined once every field is full. */
  readonly active: DigitName | undefined;
  /** When the first thing was entered, or what someone set; by the server's clock. */
  readonly atMs: number | undefined;
};

export const emptyPad: PadDraft = {
  ...{ typed: {}, monitor: {}, cannot: {}, chosen: {} },
  active: 'systolicMmHg',
  atMs: undefined,
};

const drafts = new Map<string, PadDraft>();
const nameOf = (session: string, by: string | null) => `${session} ${by ?? ''}`;
export const draftOf = (session: string, by: string | null): PadDraft => drafts.get(nameOf(session, by)) ?? emptyPad;
export const keepDraft = (session: string, by: string | null, draft: PadDraft): void => {
  if (isEmpty(draft)) drafts.delete(nameOf(session, by));
  else drafts.set(nameOf(session, by), draft);
};

export const typedIn = (draft: PadDraft, name: DigitName): Typed => draft.typed[name] ?? '';

export const isEmpty = ({ typed, cannot, chosen }: PadDraft): boolean =>
  Object.values(typed).every((digits) => digits === '') &&
  Object.keys(cannot).length === 0 &&
  Object.values(chosen).every((value) => value === undefined);

/** The field after this one that is still to be answered. */
export function nextOpen(draft: PadDraft, from: DigitName): DigitName | undefined {
  const at = digitNames.indexOf(from);
  return digitNames.slice(at + 1).find((name) => isOpen(draft, name));
}

const isOpen = (draft: PadDraft, name: DigitName) => typedIn(draft, name) === '' && draft.cannot[name] === undefined;

/** Where *Next* and Enter go: the next field that is open, from the last one round to the first. */
export const goOn = (draft: PadDraft): DigitName | undefined =>
  (draft.active === undefined ? undefined : nextOpen(draft, draft.active)) ??
  digitNames.find((name) => name !== draft.active && isOpen(draft, name));

export type Pressed = { draft: PadDraft; refused?: DigitName };

export function pressDigit(draft: PadDraft, digit: string): Pressed {
  const name = draft.active;
  if (name === undefined) return { draft };
  const own = byHand(draft, name);
  const { typed, did, runsOn } = press(typedIn(own, name), digit, rangeOf(name));
  if (did === 'nothing') return { draft, refused: name };
  const { [name]: _measured, ...cannot } = draft.cannot;
  const next = { ...own, typed: { ...own.typed, [name]: typed }, cannot };
  return { draft: runsOn ? { ...next, active: nextOpen(next, name) } : next };
}

/** What was accepted is not typed on: the field begins anew. */
export function byHand(draft: PadDraft, name: DigitName): PadDraft {
  const { [name]: accepted, ...monitor } = draft.monitor;
  return accepted === undefined ? draft : { ...draft, monitor, typed: { ...draft.typed, [name]: '' } };
}

/** Takes what a monitor says into the fields that are open: as received, and never over what a person entered. */
export function accept(draft: PadDraft, offers: readonly MonitorLineSaid[]): PadDraft {
  const values = offers.flatMap((of) => of.values);
  const taken = digitNames.flatMap((name) => {
    const said = values.find(({ metric }) => metric === name);
    if (said === undefined || said.value === null || !isOpen(draft, name)) return [];
    return [{ name, said, value: String(said.value) }];
  });
  const typed = { ...draft.typed, ...Object.fromEntries(taken.map(({ name, value }) => [name, value])) };
  const monitor = {
    ...draft.monitor,
    ...Object.fromEntries(taken.map(({ name, said }) => [name, fromMonitor(said)])),
  };
  const next = { ...draft, typed, monitor, active: undefined };
  return { ...next, active: digitNames.find((name) => isOpen(next, name)) };
}

const fromMonitor = ({ id, device, atMs, received, isSimulated }: MonitorLineSaid['values'][number]): FromMonitor => ({
  ...{ id, device, measuredAt: new Date(atMs).toISOString() },
  ...(received === '' ? {} : { received }),
  ...(isSimulated ? { isSimulated } : {}),
});

/** Those of which a field is still open. */
export const openOffers = (draft: PadDraft, says: readonly MonitorLineSaid[]): MonitorLineSaid[] =>
  says.filter(({ is, values }) => is === 'offered' && values.every(({ metric }) => isOpenField(draft, metric)));

const isOpenField = (draft: PadDraft, metric: string) =>
  digitNames.some((name) => name === metric && isOpen(draft, name));

/** Takes back the last digit: of the field in hand, or of the last one that the pad ran on from. */
export function deleteDigit(draft: PadDraft): PadDraft {
  const name = draft.active ?? digitNames.findLast((of) => typedIn(draft, of) !== '');
  if (name === undefined) return draft;
  const own = byHand(draft, name);
  return { ...own, active: name, typed: { ...own.typed, [name]: takeBack(typedIn(own, name)) } };
}

const enteredIn = (draft: PadDraft, name: DigitName) => numberIn(typedIn(draft, name), rangeOf(name));

/** As it would be saved, the field that is being typed with it. */
export function factOf(draft: PadDraft): ReadingFact {
  const values = Object.fromEntries(
    digitNames.flatMap((name) => {
      const value = enteredIn(draft, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const chosen = Object.fromEntries(Object.entries(draft.chosen).filter(([, value]) => value !== undefined));
  return {
    ...values,
    ...chosen,
    ...(Object.keys(draft.cannot).length === 0 ? {} : { cannot: draft.cannot }),
    ...(Object.keys(draft.monitor).length === 0
      ? { source: 'by-hand' }
      : { source: 'monitor-accepted', monitor: draft.monitor }),
  };
}

/** Why it can't be saved as it stands, in words; undefined when it can. */
export function objection(draft: PadDraft): string | undefined {
  for (const name of digitNames)
    if (isUnfinished(typedIn(draft, name), rangeOf(name)))
      return t('pad.unfinished', {
        name: t(`pad.of.${name}`),
        typed: typedIn(draft, name),
        ...rangeOf(name),
        unit: unitOf(name),
      });
  const { systolicMmHg = 0, diastolicMmHg = 0 } = factOf(draft);
  return isPressureAnswer(draft) ? undefined : t('pad.pressureOrder', { systolicMmHg, diastolicMmHg });
}

const isPressureAnswer = (draft: PadDraft): boolean => {
  const { systolicMmHg, diastolicMmHg } = factOf(draft);
  return ReadingSet.safeParse({ atMin: 0, systolicMmHg, diastolicMmHg }).success;
};

/** What is judged: all that would be saved. Of a pressure that can't be one, nothing is said but that. */
export function judgedOf(draft: PadDraft): ReadingFact {
  if (isPressureAnswer(draft)) return factOf(draft);
  const { systolicMmHg: _systolic, diastolicMmHg: _diastolic, ...others } = factOf(draft);
  return others;
}

/** What a whole set has beside its values, and this one has not. */
export const unasked = ({ moaaS, dissociationGrade, cadss, symptoms }: ReadingFact) =>
  (['sedation', 'dissociation', 'symptoms'] as const).filter(
    (name) =>
      ({
        sedation: moaaS,
        dissociation: dissociationGrade ?? cadss,
        symptoms,
      })[name] === undefined,
  );

export const withSymptom = (of: readonly WarningSymptom[] | undefined, symptom: WarningSymptom): WarningSymptom[] =>
  of?.includes(symptom) ? of.filter((one) => one !== symptom) : [...(of ?? []), symptom];
