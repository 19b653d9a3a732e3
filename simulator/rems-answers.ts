/** What the REMS asks of an esketamine session, answered at the chair when it is known. Of a person who takes none of what it asks for. */
import { type DataOf, remsForm } from '#clinical/session/session.ts';
import type { Chance } from './chance.ts';
import { type IvLog, msPerMin } from './iv-log.ts';
import type { JudgedSet } from './iv-sets.ts';

type Answer = DataOf<'rems-answer'>['answer'];

/** From this CADSS on somebody at the chair would say that it was seen. Invented, for showing. */
const seenFrom = 5;
const fullMoaaS = 5;

const before: readonly (readonly [question: string, answer: Answer])[] = [
  ['first-treatment', false],
  ['benzodiazepines', false],
  ['sedative-hypnotics', false],
  ['psychostimulants', false],
  ['maois', false],
  ['other-sedating', false],
  ['vitals-before', true],
];

/** While the last set before the first device is looked at. */
export function writeRemsBefore(log: IvLog, by: Chance, doseMs: number): void {
  const stepMs = by.whole(4, 8) * 1_000;
  for (const [place, [question, answer]] of before.entries())
    write(log, doseMs - stepMs * (before.length - place) - 2_000, question, answer);
}

type After = { readonly sets: readonly JudgedSet[]; readonly doseMs: number; readonly atMs: number };

/** As the patient gets ready to leave: what the sets have shown. */
export function writeRemsAfter(log: IvLog, by: Chance, { sets, doseMs, atMs }: After): void {
  const given = sets.filter(({ set }) => set.atMin > 0);
  const events = [
    ['sedation', given.filter(({ set }) => (set.moaaS ?? fullMoaaS) < fullMoaaS)],
    ['dissociation', given.filter(({ set }) => (set.cadss ?? 0) >= seenFrom)],
    ['respiratory-depression', []],
  ] as const;
  const readyMin = Math.round((atMs - doseMs) / msPerMin);
  const answers: (readonly [string, Answer])[] = [];
  for (const [event, seen] of events) {
    const [first, last] = [seen[0], seen.at(-1)];
    answers.push([event, first !== undefined]);
    if (first === undefined || last === undefined) continue;
    const twoHours = 120;
    answers.push([`${event}-onset`, Math.round(first.set.atMin)], [`${event}-resolved`, last.set.atMin < twoHours]);
  }
  answers.push(['vitals-leaving', true], ['ready-at-min', readyMin], ['action', 'None.'], ['serious', false]);
  const stepMs = by.whole(5, 9) * 1_000;
  for (const [place, [question, answer]] of answers.entries())
    write(log, atMs + stepMs * (place + 1), question, answer);
}

const write = (log: IvLog, atMs: number, question: string, answer: Answer) =>
  log.write(atMs, 'rems-answer', { form: remsForm.value, question, answer }, { lagSec: 2 });
