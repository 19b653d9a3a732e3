/** What the floor says, from what the medicine found: words, ages, and which two things need a person first. No values are judged here. */
import type { Agenda, SessionRecord } from '#clinical/session/session.ts';
import { initialsOf } from '#web/platform/format.ts';
import { type TextKey, t } from '#web/platform/text.ts';
import type { State } from '#web/ui/parts.tsx';

const minute = 60_000;

type Todo = Agenda['todo'][number];

/** Minutes under 100, then hours and minutes: "52 min", "2 h 14 min". */
export function minutesWords(minutes: number): string {
  const whole = Math.max(0, Math.floor(minutes));
  if (whole < 100) return t('floor.min', { minutes: whole });
  return t('floor.hoursMin', { hours: Math.floor(whole / 60), minutes: whole % 60 });
}

/** "33:12", and from an hour on "1:33:12". */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60), seconds % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h === 0 ? `${m}:${two(s)}` : `${h}:${two(m)}:${two(s)}`;
}

/** When a task is, seen from now: "in 10 min", "due now", "overdue 12 min". Nothing is said of one without a time. */
export function whenWords({ atMs, state }: Pick<Todo, 'atMs' | 'state'>, nowMs: number): string {
  if (atMs === undefined) return '';
  const minutes = Math.abs(nowMs - atMs) / minute;
  if (state === 'overdue' || state === 'escalate') return t('floor.overdueBy', { time: minutesWords(minutes) });
  if (state === 'due') return t('floor.dueNow');
  return t('floor.inTime', { time: minutesWords(Math.ceil(minutes)) });
}

export const isLate = ({ state }: Pick<Todo, 'state'>) => state === 'overdue' || state === 'escalate';

/** The first that is late, or else the first in time: what the tile and the clock call "next". */
export const nextOf = (todo: readonly Todo[]): Todo | undefined =>
  todo.find(isLate) ?? todo.find(({ state }) => state === 'due') ?? todo[0];

export const toneOf = ({ state }: Pick<Todo, 'state'>): 'red' | 'amber' | 'plain' =>
  state === 'overdue' || state === 'escalate' ? 'red' : state === 'due' ? 'amber' : 'plain';

/** A parameter of a judgement, as people call it: several rules speak of one pressure. */
export const parameterWord = (parameter: string): string => {
  const key = `floor.of.${parameter.includes('pressure') ? 'blood-pressure' : parameter.replace('-fall', '')}`;
  return isText(key) ? t(key) : parameter.replaceAll('-', ' ');
};

const parameterTexts = [
  'floor.of.blood-pressure',
  'floor.of.heart-rate',
  'floor.of.breathing',
  'floor.of.oxygen-saturation',
  'floor.of.sedation',
  'floor.of.agitation',
  'floor.of.dissociation',
  'floor.of.pain',
  'floor.of.anxiety',
  'floor.of.warning-symptoms',
] as const satisfies readonly TextKey[];
const isText = (key: string): key is (typeof parameterTexts)[number] => parameterTexts.some((known) => known === key);

export type Status = { state: State; says: string; shape?: 'lock' | 'emergency' };

/** One word for the whole chair. What needs a hand comes before what was read, and that before what goes well. */
export function statusOf(record: SessionRecord, agenda: Agenda): Status {
  const { todo, latest } = agenda;
  const isOpen = record.emergencies.some(({ closed }) => closed === undefined);
  if (isOpen) return { state: 'red', says: t('floor.status.emergency'), shape: 'emergency' };
  if (todo.some(isLate)) return { state: 'red', says: t('floor.status.overdue') };
  const isHere = record.phase !== 'left' && record.phase !== 'expected';
  for (const state of ['red', 'amber'] as const) {
    const found = isHere ? latest?.judged.judgements.find((of) => of.state === state) : undefined;
    if (found !== undefined)
      return { state, says: t(`floor.status.${state}`, { what: parameterWord(found.parameter) }) };
  }
  if (record.conflicts.length > 0) return { state: 'amber', says: t('floor.status.settle') };
  if (todo.some(({ state, what }) => state === 'due' && what !== 'sign'))
    return { state: 'amber', says: t('floor.status.due') };
  if (record.phase === 'expected') return { state: 'plain', says: t('floor.status.expected') };
  if (record.phase === 'left')
    return record.signatures.length > 0
      ? { state: 'green', says: t('floor.status.signed') }
      : { state: 'blue', says: t('floor.status.toSign') };
  if (record.doseStart === undefined)
    return agenda.toStart.length > 0
      ? { state: 'unknown', says: t('floor.status.cannotStart'), shape: 'lock' }
      : { state: 'green', says: t('floor.status.canStart') };
  if (agenda.leaving.ready) return { state: 'green', says: t('floor.status.ready') };
  return { state: 'plain', says: t('floor.status.onTime') };
}

export type Need = { key: string; session: string; tone: 'red' | 'amber'; says: string; more: string; rank: number };
export type Seat = { id: string; chair: string | undefined; initials: string; record: SessionRecord; agenda: Agenda };

/** What needs a person at one chair, at most one thing: the most urgent. */
export function needOf({ id, chair, initials, record, agenda }: Seat, nowMs: number): Need | undefined {
  const where = chair === undefined ? initials : t('floor.chairName', { chair });
  const need = (rank: number, tone: Need['tone'], says: string, more = ''): Need => ({
    key: `${id}:${rank}`,
    session: id,
    tone,
    says: t('floor.need', { where, says }),
    more,
    rank,
  });
  const open = record.emergencies.find(({ closed }) => closed === undefined);
  if (open !== undefined)
    return need(0, 'red', t('floor.need.emergency', { time: minutesWords((nowMs - open.atMs) / minute) }));
  const late = agenda.todo.find(({ state }) => state === 'escalate') ?? agenda.todo.find(isLate);
  if (late !== undefined && record.phase !== 'left')
    return need(late.state === 'escalate' ? 1 : 2, 'red', `${late.says} ${whenWords(late, nowMs)}`);
  const { latest } = agenda;
  const isHere = record.phase !== 'left' && record.phase !== 'expected';
  const red = isHere ? latest?.judged.judgements.find(({ state }) => state === 'red') : undefined;
  if (red !== undefined) return need(3, 'red', red.says.replace(/\.$/, ''), latest?.judged.giving.says ?? '');
  const repeat = agenda.todo.find(({ what }) => what === 'repeat');
  if (repeat !== undefined) return need(4, 'amber', `${repeat.says} ${whenWords(repeat, nowMs)}`);
  const due = agenda.todo.find(({ state, what }) => state === 'due' && what !== 'sign');
  if (due !== undefined) return need(5, 'amber', `${due.says}, ${whenWords(due, nowMs)}`);
  return undefined;
}

/** The strip above the floor: never more than two, the most urgent first, chairs in order where they are alike. */
export const ranked = (seats: readonly Seat[], nowMs: number): Need[] =>
  seats
    .flatMap((seat) => needOf(seat, nowMs) ?? [])
    .sort((a, b) => a.rank - b.rank)
    .slice(0, 2);

/** Initials that two people on the floor share: there, initials alone are not enough to tell who it is. */
export function sharedInitials(all: readonly { initials: string }[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { initials } of all) (seen.has(initials) ? shared : seen).add(initials);
  return shared;
}

/** Of the people who took a watch the last word counts; nobody is said, never guessed. */
export const watcherOf = (record: SessionRecord): string | undefined => record.watch?.by ?? undefined;

export type Person = { id: string; name: string; initials: string; credentials: string };

/** "A. Ruiz": as the floor names its own people. */
export function shortName({ name }: Pick<Person, 'name'>): string {
  const title = /^(Dr|Prof)\.?\s/.exec(name)?.[0] ?? '';
  const words = name.slice(title.length).trim().split(/\s+/);
  const last = words.at(-1) ?? name;
  if (title !== '') return `${title.trim()} ${last}`;
  return words.length < 2 ? name : `${initialsOf(words[0] ?? '')}. ${last}`;
}

/** Milligrams from whole micrograms: "36.5 mg". */
export const mg = (ug: number): string => t('floor.mg', { mg: (ug / 1_000).toFixed(1) });
