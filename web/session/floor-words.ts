/** What the floor says, from what the medicine found: words, ages, and which two things need a person first. No values are judged here. */
import {
  type Agenda,
  endNotRecorded,
  redFirst,
  redSays,
  redTask,
  type SessionRecord,
  takenBy,
} from '#clinical/session/session.ts';
import { clock, clockOrMoment, initialsOf } from '#web/platform/format.ts';
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
  todo.find(isLate) ?? todo.find(isDueNow) ?? todo.find(({ state }) => state === 'due') ?? todo[0];

/** At its time, and not yet late. What has no time of its own, and the earliest leave, hurry nobody. */
export const isDueNow = ({ state, what, atMs }: Pick<Todo, 'atMs' | 'state' | 'what'>) =>
  state === 'due' && atMs !== undefined && what !== 'leave';

export const toneOf = (of: Pick<Todo, 'atMs' | 'state' | 'what'>): 'red' | 'amber' | 'plain' =>
  isLate(of) ? 'red' : isDueNow(of) || of.what === 'repeat' ? 'amber' : 'plain';

/** A few words for a task that the medicine says in a sentence. */
export const titleOf = ({ what, says }: Pick<Todo, 'what' | 'says'>): string =>
  what === 'repeat' ? t('floor.repeat') : says;

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
  const [danger] = agenda.dangers;
  if (danger !== undefined) return { state: 'red', says: danger.short };
  if (todo.some(isLate)) return { state: 'red', says: t('floor.status.overdue') };
  const isHere = record.phase !== 'left' && record.phase !== 'expected';
  for (const state of ['red', 'amber'] as const) {
    const all = isHere ? (latest?.judged.judgements ?? []) : [];
    const found = state === 'red' ? redFirst(all)[0] : all.find((of) => of.state === state);
    if (found !== undefined)
      return { state, says: t(`floor.status.${state}`, { what: parameterWord(found.parameter) }) };
  }
  if (agenda.conflicts.length > 0) return { state: 'amber', says: t('floor.status.settle') };
  if (todo.some(isDueNow)) return { state: 'amber', says: t('floor.status.due') };
  if (record.phase === 'expected') return { state: 'plain', says: t('floor.status.expected') };
  if (record.phase === 'left')
    return record.signatures.length > 0
      ? { state: 'green', says: t('floor.status.signed') }
      : { state: 'blue', says: t('floor.status.toSign') };
  if (record.firstDose === undefined)
    return agenda.toStart.length > 0
      ? { state: 'unknown', says: t('floor.status.cannotStart'), shape: 'lock' }
      : { state: 'green', says: t('floor.status.canStart') };
  if (agenda.leaving.ready) return { state: 'green', says: t('floor.status.ready') };
  if (agenda.phase4 === 4) return { state: 'unknown', says: t('floor.status.cannotLeave'), shape: 'lock' };
  return { state: 'plain', says: t('floor.status.onTime') };
}

export type Need = { key: string; session: string; tone: 'red' | 'amber'; says: string; more: string; rank: number };
export type Seat = { id: string; chair: string | undefined; initials: string; record: SessionRecord; agenda: Agenda };

/** Who has it, or who was told: "S. Lind has it since 10:41." Without a time zone here, minutes say when. */
function moreOf({ id, acknowledged }: Todo, record: SessionRecord, people: readonly Person[]): string {
  const told = record.told.findLast(({ data }) => data.task === id);
  const who = people.find((person) => person.id === acknowledged?.by);
  return [
    ...(told === undefined ? [] : [t('floor.need.told', { whom: told.data.whom })]),
    ...(acknowledged === undefined
      ? []
      : [t('floor.need.has', { who: who === undefined ? t('floor.someone') : shortName(who) })]),
  ].join(' ');
}

/** Who has a red reading, and since when; empty while nobody has it. */
export function hadWords(
  record: Pick<SessionRecord, 'acknowledged'>,
  reading: string,
  people: readonly Person[],
  zone: string,
): string {
  const taken = takenBy(record, { task: redTask(reading), kind: 'red', sinceMs: 0 });
  if (taken === undefined) return '';
  const who = people.find(({ id }) => id === taken.by);
  return t('duty.redHad', {
    who: who === undefined ? t('floor.someone') : shortName(who),
    time: clock(taken.atMs, zone),
  });
}

/**
 * Who, and where: a chair alone may mean somebody else, since the next patient sits down where the last one left. The
 * wall says nobody's initials in a sentence, and of who has left says that they have.
 */
export function whereOf({ chair, initials, record }: Pick<Seat, 'chair' | 'initials' | 'record'>, at: SaidAt): string {
  const { left } = record;
  if (chair === undefined) return initials;
  if (at.isWall === true)
    return left === undefined ? chairWords(chair) : t('floor.whereLeftWall', { chair: inChair(chair) });
  if (left === undefined) return t('floor.where', { chair: chairWords(chair), initials });
  return t('floor.whereLeft', { chair: inChair(chair), initials, time: clock(left.atMs, at.zone) });
}

/** Where it is said: on which clock, and whether on a wall that everybody in the room reads. */
export type SaidAt = {
  zone: string;
  isWall?: boolean;
  /** Who was called for what climbs at a chair, and who is next; empty where nothing climbs. */
  calls?: ((session: string, kind: 'overdue' | 'red') => string) | undefined;
};

/** What needs a person at one chair, at most one thing: the most urgent. */
export function needOf(seat: Seat, people: readonly Person[], nowMs: number, at: SaidAt): Need | undefined {
  const { id, record, agenda } = seat;
  const where = whereOf(seat, at);
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
  const [danger] = agenda.dangers;
  if (danger !== undefined)
    return need(
      1,
      'red',
      at.isWall === true ? danger.told : danger.says,
      [hadWords(record, danger.id, people, at.zone), at.calls?.(id, 'red') ?? '']
        .filter((words) => words !== '')
        .join(' '),
    );
  const late = agenda.todo.find(({ state }) => state === 'escalate') ?? agenda.todo.find(isLate);
  if (late !== undefined && record.phase !== 'left')
    return need(
      late.state === 'escalate' ? 1 : 2,
      'red',
      `${titleOf(late)} ${whenWords(late, nowMs)}`,
      [moreOf(late, record, people), at.calls?.(id, 'overdue') ?? ''].filter((words) => words !== '').join(' '),
    );
  const { latest } = agenda;
  const isHere = record.phase !== 'left' && record.phase !== 'expected';
  const red = isHere && latest !== undefined ? redSays(latest.judged.judgements) : '';
  if (latest !== undefined && red !== '')
    return need(
      3,
      'red',
      red.replace(/\.$/, ''),
      [hadWords(record, latest.id, people, at.zone), latest.judged.giving.says, at.calls?.(id, 'red') ?? '']
        .filter((words) => words !== '')
        .join(' '),
    );
  const repeat = agenda.todo.find(({ what }) => what === 'repeat');
  if (repeat !== undefined)
    return need(4, 'amber', `${titleOf(repeat)} ${whenWords(repeat, nowMs)}`, moreOf(repeat, record, people));
  const due = agenda.todo.find(isDueNow);
  if (due !== undefined)
    return need(5, 'amber', `${titleOf(due)}, ${whenWords(due, nowMs)}`, moreOf(due, record, people));
  return undefined;
}

/** The strip above the floor: never more than two, the most urgent first, chairs in order where they are alike. */
export const ranked = (seats: readonly Seat[], people: readonly Person[], nowMs: number, at: SaidAt): Need[] =>
  seats
    .flatMap((seat) => needOf(seat, people, nowMs, at) ?? [])
    .sort((a, b) => a.rank - b.rank)
    .slice(0, 2);

type Silent = { silentSince: number | undefined; asOf: number; waiting: number; zone: string };

/** One time where they are one; a floor that was not followed to the last, on a locked screen, says its own. */
export function silentWords({ silentSince, asOf, waiting, zone }: Silent): string {
  if (silentSince === undefined || silentSince - asOf >= 60_000)
    return t('floor.silentStrip', { time: clockOrMoment(asOf, zone) });
  return t('floor.silentSince', { time: clockOrMoment(silentSince, zone), count: waiting });
}

/** The mark of a chair: its number or letter where the name ends in one, or else its place. */
export const chairMark = (name: string, place: number): string => /(?:^|\s)(\S{1,3})$/.exec(name)?.[1] ?? String(place);

/** "Chair 3", also where the clinic calls its chairs "Chair 3" or "Window". */
export const chairWords = (name: string): string =>
  /^\S{1,3}$/.test(name) ? t('floor.chairName', { chair: name }) : name;

/** The same in the middle of a sentence: "chair 3". */
export const inChair = (name: string): string => chairWords(name).replace(/^Chair /, 'chair ');

/** What was rated last, with the name of its scale: 4 is little on CADSS and the most there is by grade. */
export function dissociationWords({ readings }: Pick<SessionRecord, 'readings'>): string | undefined {
  const newest = (what: 'cadss' | 'dissociationGrade') =>
    readings.findLast(({ data }) => data[what] !== undefined)?.data[what];
  const [cadss, grade] = [newest('cadss'), newest('dissociationGrade')];
  const said = [
    cadss === undefined ? undefined : t('floor.cadss', { value: cadss }),
    grade === undefined ? undefined : t('floor.dissociationGrade', { value: grade }),
  ].filter((words) => words !== undefined);
  return said.length === 0 ? undefined : said.join(', ');
}

const moaaS = [0, 1, 2, 3, 4, 5] as const;
/** A bare 5 reads like a 5 of sedation: it is the most awake of all. */
export function awakeWords(value: number): string {
  const known = moaaS.find((of) => of === value);
  return known === undefined ? '' : t(`floor.moaas.${known}`);
}
export const sedationWords = (value: number | undefined): string =>
  value === undefined ? t('floor.sedationNotKnown') : t('floor.sedation', { value, word: awakeWords(value) });

type Ordered = { readonly route?: string; readonly pumpRateUlPerH?: number } | null;

/** How fast the pump runs, of what was ordered or else of its start: a share alone may be of anything. */
export function shareWords(record: SessionRecord, { infusion, phaseSays }: Agenda, order: Ordered): string | undefined {
  if (phaseSays === endNotRecorded) return undefined;
  const started = record.doseStart?.data.pumpRateUlPerH;
  const now = infusion.stretches.at(-1)?.pumpRateUlPerH ?? started;
  const whole = order?.pumpRateUlPerH ?? started;
  if (infusion.state !== 'running' || record.left !== undefined || now === undefined || !whole) return undefined;
  const pct = Math.round((100 * now) / whole);
  // A share of the order says little where it is over: that stands in red beside it, with its numbers.
  if (now > whole) return t(order === null ? 'floor.overStart' : 'floor.overOrder');
  return pct === 100 ? undefined : t(order === null ? 'floor.shareOfStart' : 'floor.shareOfOrder', { pct });
}

/** Where it stands: "Infusing at 50 % of the order". */
export function phaseWords(record: SessionRecord, agenda: Agenda, order: Ordered): string {
  const isOver = agenda.phaseSays === endNotRecorded;
  if (agenda.infusion.state !== 'running' || record.left !== undefined || isOver) return agenda.phaseSays;
  return [t('floor.infusing'), shareWords(record, agenda, order)].filter((word) => word !== undefined).join(' ');
}

/** Somebody in whom the medicine works: then nobody watching is a finding. */
export const needsWatch = ({ firstDose, left }: Pick<SessionRecord, 'firstDose' | 'left'>): boolean =>
  firstDose !== undefined && left === undefined;

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
