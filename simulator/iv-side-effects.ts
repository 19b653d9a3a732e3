import { type SideEffectId, sideEffect, sideEffectIds } from '#clinical/chart/chart.ts';
import type { Chance } from './chance.ts';
import { shares } from './iv-figures.ts';
import { type IvLog, msPerMin } from './iv-log.ts';
import type { IvCourse, IvState } from './iv-patient.ts';
import type { IvPerson } from './iv-person.ts';

export type IvSideEffect = {
  readonly effect: SideEffectId;
  readonly note?: string;
  readonly grade: number;
  /** Minutes from the start of the dose. */
  readonly fromMin: number;
  readonly toMin: number;
  /** Gets this grade at this minute. */
  readonly worse?: { readonly atMin: number; readonly grade: number };
};

const lastMin = 240;

/** While something in the state holds: the first minute, and the first one after which it no longer does. */
function span(course: IvCourse, holds: (state: IvState) => boolean): { fromMin: number; toMin: number } | undefined {
  const minutes = Array.from({ length: lastMin }, (_, at) => at).filter((at) => holds(course(at)));
  const [first, last] = [minutes[0], minutes.at(-1)];
  return first === undefined || last === undefined ? undefined : { fromMin: first, toMin: last + 1 };
}

/** Reported from this CADSS on: so many people reach it as reported dissociation. @source clinical basis 4.1 and 3.3 */
const reportedFrom = 9;

/** Side effects that follow what the person shows, and those that are drawn by how often they came. */
export function inventSideEffects(by: Chance, person: IvPerson, course: IvCourse): IvSideEffect[] {
  const found: IvSideEffect[] = [];
  const peak = Math.max(...Array.from({ length: lastMin }, (_, at) => course(at).cadss));
  const dissociated = span(course, ({ cadss }) => cadss > 4);
  if (dissociated !== undefined && peak >= reportedFrom)
    found.push({ effect: 'dissociation', grade: peak > 40 ? 2 : 1, ...dissociated });
  const nauseous = span(course, ({ nausea }) => nausea >= 2);
  if (nauseous !== undefined)
    found.push({
      effect: 'nausea-and-vomiting',
      grade: 1,
      ...nauseous,
      ...(person.vomits ? { worse: { atMin: nauseous.fromMin + 12, grade: 2 }, note: 'Vomits once.' } : {}),
    });
  if (person.anxiety >= 4)
    found.push({ effect: 'anxiety-and-agitation', grade: 1, ...drawnSpan(by, 'anxiety-and-agitation') });
  for (const { effect, note, share } of drawn)
    if (by.isLikely(share))
      found.push({ effect, grade: 1, ...(note === undefined ? {} : { note }), ...drawnSpan(by, effect) });
  return found;
}

const drawn: readonly { effect: SideEffectId; note?: string; share: number }[] = [
  { effect: 'dizziness', share: shares.value.dizziness },
  { effect: 'perception', note: 'Numb around the mouth.', share: shares.value.numbness },
  { effect: 'perception', note: 'Sees blurred.', share: shares.value.blurredVision },
  { effect: 'headache', share: shares.value.headache },
];

const courses = new Map(sideEffectIds.map((id) => [id, sideEffect(id).course]));

/** From the course in the catalogue; what lasts into the next day ends after everybody has left. */
export function drawnSpan(by: Chance, effect: SideEffectId): { fromMin: number; toMin: number } {
  const { onsetMin = { from: 10, to: 30 }, offsetMin = { from: 60, to: 90 } } = courses.get(effect) ?? {};
  const fromMin = by.whole(Math.max(2, onsetMin.from), Math.max(6, onsetMin.to));
  const toMin = by.whole(offsetMin.from, offsetMin.to) - by.whole(0, 12);
  return { fromMin, toMin: Math.max(fromMin + 8, toMin) };
}

/** From this nausea on something is given for it. @source clinical basis 3.5: ondansetron 4 mg */
const treatedFrom = 5;
const ondansetron = { medicine: 'ondansetron', doseUg: 4_000, route: 'iv' } as const;

/** Writes them down as a nurse does; what has not ended when the patient leaves is handed on. */
export function writeSideEffects(
  log: IvLog,
  effects: readonly IvSideEffect[],
  of: { doseMs: number; leftMs: number; nausea: number },
): void {
  for (const { effect, note, grade, fromMin, toMin, worse } of effects) {
    const fromMs = of.doseMs + fromMin * msPerMin;
    if (fromMs > of.leftMs - 10 * msPerMin) continue;
    const id = log.write(fromMs, 'side-effect-started', { effect, grade, ...(note === undefined ? {} : { note }) });
    if (effect === 'nausea-and-vomiting' && of.nausea >= treatedFrom)
      log.write(fromMs + 6 * msPerMin, 'medicine-given', ondansetron);
    const endMs = of.doseMs + toMin * msPerMin;
    const worseMs = of.doseMs + (worse?.atMin ?? toMin) * msPerMin;
    if (worse !== undefined && worseMs < Math.min(endMs, of.leftMs))
      log.write(worseMs, 'side-effect-changed', { of: id, grade: worse.grade });
    if (endMs <= of.leftMs - msPerMin) log.write(endMs, 'side-effect-ended', { of: id });
    else if (effect === 'headache')
      log.write(of.leftMs - msPerMin, 'side-effect-handed-on', {
        of: id,
        note: 'Goes on at home. The clinic calls tomorrow.',
      });
    else log.write(of.leftMs - msPerMin, 'side-effect-ended', { of: id });
  }
}
