import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { climbsOf, nextStep, owedSteps, type Reachable, stepsOf, untakenOf, whomOf } from './escalation.ts';
import { Ladder, projectLadder } from './escalation-ladder.ts';
import type { Agenda } from './log-agenda.ts';
import type { SessionRecord } from './log-fold.ts';
import type { Todo } from './log-todo.ts';

const minute = 60_000;
const zero = Date.parse('2026-11-23T10:00:00Z');
const at = (min: number) => zero + min * minute;
const ladder = projectLadder.value;

const todo = (id: string, dueMin: number, state: Todo['state'], given: Partial<Todo> = {}): Todo => ({
  id,
  what: id.startsWith('repeat') ? 'repeat' : 'reading',
  atMs: at(dueMin),
  state,
  says: `${dueMin}-min readings`,
  acknowledged: undefined,
  ...given,
});
const ack = (task: string, min: number, by = 'nurse') =>
  ({ id: `ack ${task}`, data: { task }, by, atMs: at(min) }) as unknown as SessionRecord['acknowledged'][number];
type Scene = {
  todo?: readonly Todo[];
  acks?: SessionRecord['acknowledged'];
  red?: { id: string; min: number };
  phase?: string;
};
const scene = ({ todo: list = [], acks = [], red, phase = 'dosing' }: Scene): [SessionRecord, Agenda] => [
  {
    phase,
    acknowledged: acks,
    readings:
      red === undefined ? [] : [{ id: red.id, atMs: at(red.min), enteredMs: at(red.min), recordedMs: at(red.min) }],
  } as unknown as SessionRecord,
  {
    todo: list,
    dangers: [],
    latest: red === undefined ? undefined : { id: red.id, atMs: at(red.min), judged: { state: 'red' } },
  } as unknown as Agenda,
];
const tasks = (given: Scene) => climbsOf(...scene(given)).map(({ task }) => task);

describe('what climbs', () => {
  test('readings climb from when they are overdue, and not before', () => {
    expect(tasks({ todo: [todo('reading@40', 40, 'due')] })).toEqual([]);
    const [climb] = climbsOf(...scene({ todo: [todo('reading@40', 40, 'overdue')] }));
    expect(climb).toEqual({ task: 'reading@40', kind: 'overdue', says: '40-min readings overdue', sinceMs: at(45) });
  });

  test('of several overdue readings at one chair the oldest climbs: people are called once', () => {
    const late = [
      todo('reading@30', 30, 'escalate'),
      todo('reading@40', 40, 'overdue'),
      todo('repeat@r1', 33, 'overdue'),
    ];
    expect(tasks({ todo: late })).toEqual(['reading@30']);
    expect(untakenOf(...scene({ todo: late })).map(({ task }) => task)).toEqual([
      'reading@30',
      'repeat@r1',
      'reading@40',
    ]);
  });

  test('ratings that are late are the same work as the readings: one call, and no word of what is rated', () => {
    const rating = todo('ratings@40', 40, 'overdue', { what: 'ratings', says: '40-min ratings: CADSS-6, nausea' });
    expect(climbsOf(...scene({ todo: [rating] }))).toMatchObject([
      { task: 'ratings@40', says: '40-min ratings overdue', sinceMs: at(45) },
    ]);
    expect(tasks({ todo: [todo('reading@40', 40, 'overdue'), rating] })).toEqual(['reading@40']);
    expect(tasks({ todo: [rating], acks: [ack('reading@40', 46)] })).toEqual([]);
  });

  test.each([
    ['before anything was overdue', 20, ['reading@30']],
    ['after the first was overdue: it is had', 36, ['reading@40']],
    ['after both were overdue: both are had', 46, []],
  ] as const)('"I have it" %s', (_, ackMin, climbing) => {
    const late = [todo('reading@30', 30, 'escalate'), todo('reading@40', 40, 'overdue')];
    expect(tasks({ todo: late, acks: [ack('repeat@x', ackMin)] })).toEqual(climbing);
  });

  test('silencing the sound is not having it', () => {
    const late = [todo('reading@30', 30, 'escalate')];
    expect(tasks({ todo: late, acks: [ack('sound-silenced', 50)] })).toEqual(['reading@30']);
  });

  test('a red accepted reading climbs at once, beside what is overdue; having an overdue one is not having the red one', () => {
    const late = [todo('reading@30', 30, 'escalate')];
    const given = { todo: late, red: { id: 'r9', min: 31 } };
    expect(tasks(given)).toEqual(['red@r9', 'reading@30']);
    expect(tasks({ ...given, acks: [ack('reading@30', 36)] })).toEqual(['red@r9']);
    expect(tasks({ ...given, acks: [ack('red@r9', 32)] })).toEqual(['reading@30']);
    expect(climbsOf(...scene({ red: { id: 'r9', min: 31 } }))[0]?.sinceMs).toBe(at(31));
  });

  test('nobody is called for who has not come, could leave, was handed over, or has left', () => {
    expect(tasks({ todo: [todo('arrive', 0, 'escalate', { what: 'arrive' })] })).toEqual([]);
    expect(tasks({ todo: [todo('leave', 0, 'overdue', { what: 'leave' })] })).toEqual([]);
    expect(tasks({ todo: [todo('handover:h1', 0, 'escalate', { what: 'handover' })] })).toEqual([]);
    const late = [todo('reading@30', 30, 'escalate')];
    for (const phase of ['left', 'expected']) expect(tasks({ todo: late, phase })).toEqual([]);
  });
});

const overdue = { task: 'reading@40', kind: 'overdue', says: 'x', sinceMs: at(0) } as const;
const red = { task: 'red@1', kind: 'red', says: 'x', sinceMs: at(0) } as const;
const owedAt = (climb: typeof overdue | typeof red, min: number, told: number[] = [], empty: number[] = []) =>
  owedSteps({ climb, ladder, told: new Set(told), empty: new Set(empty), nowMs: at(min) }).map(({ place }) => place);

describe('which steps are owed: the ladder of the project', () => {
  test.each([
    ['overdue at once: who watches', overdue, 0, [0]],
    ['overdue 4 min', overdue, 4, [0]],
    ['overdue 5 min: the prescriber on site', overdue, 5, [0, 1]],
    ['overdue 7 min: by mail and text', overdue, 7, [0, 1, 2]],
    ['overdue 10 min: the next person', overdue, 10, [0, 1, 2, 3]],
    ['overdue 25 min: the next one again, of the repeats the newest alone', overdue, 25, [0, 1, 2, 3, 4]],
    ['overdue 45 min', overdue, 45, [0, 1, 2, 3, 6]],
    ['overdue for a day: it has an end', overdue, 24 * 60, [0, 1, 2, 3, 9]],
    ['red at once: who watches and the prescriber on site', red, 0, [0, 1]],
    ['red 2 min', red, 2, [0, 1, 2]],
    ['red 5 min', red, 5, [0, 1, 2, 3]],
  ] as const)('%s', (_, climb, min, places) => {
    expect(owedAt(climb, min)).toEqual(places);
  });

  test('what was told is not owed again', () => {
    expect(owedAt(overdue, 12, [0, 1, 2])).toEqual([3]);
    expect(owedAt(overdue, 12, [0, 1, 2, 3])).toEqual([]);
  });

  test('where a step finds nobody, the next one does not wait', () => {
    expect(owedAt(overdue, 0, [0], [0])).toEqual([1]);
    expect(owedAt(overdue, 0, [0, 1], [0, 1])).toEqual([2]);
    expect(owedAt(overdue, 0, [0, 1, 2], [0, 1])).toEqual([]);
  });

  test('however often and whenever a server looks, each step is told once and none of the ladder is lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 40 }),
        fc.constantFrom(overdue, red),
        (looks, climb) => {
          const told = new Set<number>();
          const all: number[] = [];
          for (const min of [...looks.sort((a, b) => a - b), 90])
            for (const { place } of owedSteps({ climb, ladder, told, empty: new Set(), nowMs: at(min) })) {
              all.push(place);
              told.add(place);
            }
          expect(new Set(all).size).toBe(all.length);
          for (const [place] of ladder[climb.kind].entries()) expect(all).toContain(place);
          expect(all).toEqual(all.toSorted((a, b) => a - b));
        },
      ),
    );
  });

  test('the floor can say who is next and when', () => {
    expect(nextStep(overdue, ladder, new Set([0]), at(2))).toMatchObject({ place: 1, dueMs: at(5) });
    expect(nextStep(overdue, ladder, new Set([0, 1, 2, 3]), at(11))).toMatchObject({ place: 4, dueMs: at(20) });
    expect(
      nextStep(overdue, ladder, new Set(stepsOf(overdue, ladder).map(({ place }) => place)), at(99)),
    ).toBeUndefined();
  });
});

const who: Reachable = {
  watcher: 'nurse',
  prescribersOnSite: ['hale', 'okafor'],
  signer: 'okafor',
  prescribers: ['hale', 'okafor', 'reyes'],
};
const nobodyHere: Reachable = { watcher: undefined, prescribersOnSite: [], signer: undefined, prescribers: [] };
const step = (whom: Parameters<typeof whomOf>[0]['whom']) => ({ afterMin: 0, whom, by: ['app'] as const });

describe('whom a step tells', () => {
  test.each([
    ['who watches', 'watcher', who, [], 'nurse'],
    ['nobody watches', 'watcher', nobodyHere, [], undefined],
    ['who signed the order, when on site', 'prescriber-on-site', who, [], 'okafor'],
    ['whoever is on site, when the signer is not', 'prescriber-on-site', { ...who, signer: 'reyes' }, [], 'hale'],
    ['no prescriber on site', 'prescriber-on-site', { ...who, prescribersOnSite: [] }, [], undefined],
    ['the signer from afar', 'prescriber', { ...who, prescribersOnSite: [] }, [], 'okafor'],
    ['anyone who prescribes here', 'prescriber', { ...who, prescribersOnSite: [], signer: undefined }, [], 'hale'],
    ['nobody at all', 'prescriber', nobodyHere, [], undefined],
    ['the next on site', 'next-person', who, ['nurse', 'okafor'], 'hale'],
    ['then one who is not on site', 'next-person', who, ['okafor', 'hale'], 'reyes'],
    ['then the first again', 'next-person', who, ['okafor', 'hale', 'reyes'], 'okafor'],
    ['nobody is next', 'next-person', nobodyHere, [], undefined],
  ] as const)('%s', (_, whom, people, before, expected) => {
    expect(whomOf(step(whom), people, before)).toBe(expected);
  });
});

describe('a ladder that a director signs', () => {
  const wrong = (given: object) => Ladder.safeParse({ ...ladder, ...given }).error?.issues[0]?.message;
  test('that of the project keeps its own bounds', () => {
    expect(Ladder.parse(ladder)).toEqual(ladder);
  });
  test.each([
    ['no step', { overdue: [] }, 'has a step'],
    ['a late beginning', { overdue: [{ afterMin: 6, whom: 'prescriber', by: ['app'] }] }, 'begins within 5 minutes'],
    ['red that waits', { red: [{ afterMin: 1, whom: 'prescriber', by: ['app'] }] }, 'begins at once'],
    ['only who watches', { red: [{ afterMin: 0, whom: 'watcher', by: ['app'] }] }, 'reaches a prescriber'],
    ['no way to tell', { red: [{ afterMin: 0, whom: 'prescriber', by: [] }] }, 'is told by something'],
    [
      'steps out of order',
      {
        red: [
          { afterMin: 0, whom: 'watcher', by: ['app'] },
          { afterMin: 9, whom: 'prescriber', by: ['app'] },
          { afterMin: 2, whom: 'next-person', by: ['app'] },
        ],
      },
      'has its steps in order of time',
    ],
    [
      'an hour',
      {
        red: [
          { afterMin: 0, whom: 'watcher', by: ['app'] },
          { afterMin: 60, whom: 'prescriber', by: ['app'] },
        ],
      },
      'is 30 minutes or less',
    ],
  ])('%s is refused', (_, given, says) => {
    expect(wrong(given)).toBe(says);
  });
});
