/** What a session's log says about drug: what was drawn up, and what was given, each as it stands after all corrections. */
import { isDose } from './log-doses.ts';
import type { Fact } from './log-event.ts';
import type { SessionRecord } from './log-fold.ts';
import { type Infusion, infusionOf } from './log-infusion.ts';
import { stampsOf } from './log-stamp.ts';

type OfFact = { readonly eventId: string; readonly atMs: number; readonly by: string | null };
export type DrugsOfLog = {
  /** Whole microlitres of a vial. What was withdrawn is nothing. */
  readonly drawn: readonly (OfFact & { readonly itemId: string; readonly ul: number })[];
  /** Whole micrograms. An infusion is there once it has ended: until then nobody knows how much it will be. */
  readonly given: readonly (OfFact & {
    readonly itemId: string | undefined;
    readonly substance: string;
    readonly ug: number;
  })[];
};

/** Kinds after which what was drawn or given may be another amount. */
export const isAboutDrug = (fact: Fact): boolean =>
  isDose(fact) || fact.kind === 'drug-drawn' || fact.kind === 'dose-stopped' || fact.kind === 'correction';

/** @param nowMs the server's time: a pump that was set to a volume has stopped by then */
export function drugsOfLog(record: SessionRecord, nowMs: number): DrugsOfLog {
  const infusion = infusionOf(record.pump, nowMs);
  const stampOf = stampsOf(record);
  const drawn: DrugsOfLog['drawn'][number][] = [];
  const given: DrugsOfLog['given'][number][] = [];
  const add = (fact: Fact, stands: boolean) => {
    const { id: eventId, atMs, by } = stampOf(fact);
    const of = { eventId, atMs, by };
    if (fact.kind === 'drug-drawn') drawn.push({ ...of, itemId: fact.data.item, ul: stands ? fact.data.drawnUl : 0 });
    else if (isDose(fact)) {
      const ug = fact.kind === 'dose-started' ? pumpedUg(fact, record, infusion) : fact.data.doseUg;
      if (ug === undefined && stands) return;
      given.push({ ...of, itemId: itemOf(fact), substance: fact.data.drug, ug: stands ? (ug ?? 0) : 0 });
    }
  };
  for (const fact of record.standing) add(fact, true);
  // What was withdrawn here, or moved to another record, was nothing here.
  for (const { fact, state } of record.changed) if (state !== 'stands') add(fact, false);
  return { drawn, given };
}

/** The first start is the one that counts; read off the pump is what the person saw. */
function pumpedUg(fact: Fact, { doseStart }: SessionRecord, infusion: Infusion): number | undefined {
  if (fact.id !== doseStart?.id) return 0;
  if (infusion.endedAtMs === undefined) return undefined;
  const { readOffUl, concentrationUgPerMl } = infusion;
  if (readOffUl === undefined || concentrationUgPerMl === undefined) return infusion.givenUg;
  return Math.round((readOffUl * concentrationUgPerMl) / 1_000);
}

const itemOf = (fact: Fact): string | undefined =>
  'item' in fact.data && typeof fact.data.item === 'string' ? fact.data.item : undefined;
