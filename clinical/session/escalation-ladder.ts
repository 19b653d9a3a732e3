/**
 * Who is told of what nobody has answered, after how many minutes and by what: data that a medical director signs.
 *
 * Nobody has to be reached on every step. What can't be told is recorded, and the next step does not wait for it.
 */
import { z } from 'zod';
import { projectDefault, sourced } from '#clinical/sources.ts';

const basis = 'the floor of a clinic: acknowledge, or it climbs';

/** On the screens of the clinic; by e-mail; by a text to a telephone. */
export const waysToTell = ['app', 'mail', 'text'] as const;
export type WayToTell = (typeof waysToTell)[number];

/**
 * `watcher`: who watches the patient. `prescriber-on-site`: nobody, when none is. `prescriber`: the one on site, or else
 * who signed the order. `next-person`: whoever can prescribe and has not been told of it yet.
 */
export const whomToTell = ['watcher', 'prescriber-on-site', 'prescriber', 'next-person'] as const;
export type WhomToTell = (typeof whomToTell)[number];

export const ladderBounds = sourced(
  'A clinic’s ladder begins and ends no later than this; a red reading is told at once',
  { overdueBeginsByMin: 5, endsByMin: 30, mostSteps: 10, mostAgain: 20 },
  'min',
  projectDefault(basis),
);

const bounds = ladderBounds.value;
const minutes = z.int('is a whole number of minutes').min(0, 'is 0 or more');

export const LadderStep = z.strictObject({
  /** From when it was overdue, or from when the red reading was written down. */
  afterMin: minutes.max(bounds.endsByMin, `is ${bounds.endsByMin} minutes or less`),
  whom: z.enum(whomToTell, 'is somebody of this list'),
  by: z
    .array(z.enum(waysToTell, 'is app, mail or text'))
    .min(1, 'is told by something')
    .max(waysToTell.length, 'is told by each way once')
    .readonly(),
});
export type LadderStep = z.infer<typeof LadderStep>;

const inOrder = (steps: readonly LadderStep[]) =>
  steps.every(({ afterMin }, at) => afterMin >= (steps[at - 1]?.afterMin ?? 0));
const reachesSomeone = (steps: readonly LadderStep[]) => steps.some(({ whom }) => whom !== 'watcher');

const Steps = z
  .array(LadderStep, 'is a list of steps')
  .min(1, 'has a step')
  .max(bounds.mostSteps, `has at most ${bounds.mostSteps} steps`)
  .refine(inOrder, 'has its steps in order of time')
  .refine(reachesSomeone, 'reaches a prescriber')
  .readonly();

export const Ladder = z.strictObject({
  /** Something is overdue. */
  overdue: Steps.refine(
    ([first]) => first !== undefined && first.afterMin <= bounds.overdueBeginsByMin,
    `begins within ${bounds.overdueBeginsByMin} minutes`,
  ),
  /** A reading that a person accepted is red. */
  red: Steps.refine(([first]) => first?.afterMin === 0, 'begins at once'),
  /** After the last step the next person is told, again and again: so far apart, and so often. */
  againEveryMin: z.int('is a whole number of minutes').min(1, 'is 1 or more').max(bounds.endsByMin, 'is too long'),
  mostAgain: z.int('is a whole number').min(0, 'is 0 or more').max(bounds.mostAgain, `is ${bounds.mostAgain} or less`),
});
export type Ladder = z.infer<typeof Ladder>;

/** Until a medical director signs one. Nobody stands behind it, and the floor says so. */
export const projectLadder = sourced<Ladder>(
  'Who is told when a task is overdue, or a reading is red, and nobody has it: minutes, person, way',
  {
    overdue: [
      { afterMin: 0, whom: 'watcher', by: ['app'] },
      { afterMin: 5, whom: 'prescriber-on-site', by: ['app'] },
      { afterMin: 7, whom: 'prescriber', by: ['mail', 'text'] },
      { afterMin: 10, whom: 'next-person', by: ['app', 'mail', 'text'] },
    ],
    red: [
      { afterMin: 0, whom: 'watcher', by: ['app'] },
      { afterMin: 0, whom: 'prescriber-on-site', by: ['app'] },
      { afterMin: 2, whom: 'prescriber', by: ['mail', 'text'] },
      { afterMin: 5, whom: 'next-person', by: ['app', 'mail', 'text'] },
    ],
    againEveryMin: 10,
    mostAgain: 6,
  },
  'min',
  projectDefault(`${basis}; overdue after 5 and passed on after 10 minutes by clinical basis 3.2`),
);
