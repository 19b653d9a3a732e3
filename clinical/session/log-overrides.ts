/**
 * Whether an override of a point before the dose, or of a criterion of leaving, counts: only where one is allowed, with its reason, and from a
 * prescriber. What was written stays written; without all three the point is still open.
 */
import { type FactOf, msOf } from './log-event.ts';
import type { SessionRecord } from './log-fold.ts';

/** Roles whose override counts. */
export const prescribingRoles = ['prescriber', 'medical-director'] as const;

export const prescribes = (roles: readonly string[]): boolean => prescribingRoles.some((role) => roles.includes(role));

/** Someone who could prescribe for a time, in ms since 1970. Null: as far back as is known, or still. */
export type Prescriber = {
  readonly id: string;
  readonly fromMs: number | null;
  readonly untilMs: number | null;
};

type Said = Pick<SessionRecord['checklist'][number], 'id' | 'by' | 'enteredMs'> & {
  readonly data: { readonly reason?: string | undefined };
};

/** @returns undefined where it counts; otherwise why not, as the chair and the printed record say it */
export function objectionToOverride(
  said: Said,
  of: {
    record: SessionRecord;
    override: 'prescriber' | 'nobody' | undefined;
    prescribers: readonly Prescriber[] | undefined;
  },
): string | undefined {
  if (of.override === 'nobody') return 'Overridden, but nobody may override this: it does not count.';
  if (said.data.reason === undefined) return 'Overridden without a reason: it does not count.';
  const isByPrescriber = handsIn(said, of.record).every(({ by, writtenMs }) =>
    (of.prescribers ?? []).some(
      ({ id, fromMs, untilMs }) =>
        id === by && (fromMs === null || writtenMs >= fromMs) && (untilMs === null || writtenMs < untilMs),
    ),
  );
  return isByPrescriber ? undefined : 'Overridden, but not by a prescriber: it does not count.';
}

type Hand = { readonly by: string | null; readonly writtenMs: number };

/** Who wrote it, and everyone who changed its words since: nobody else can turn an answer into an override. */
function handsIn(said: Said, { changed }: SessionRecord): Hand[] {
  const corrections = new Map(changed.map((one) => [one.original.id, one.corrections]));
  const seen = new Set<string>();
  const changesOf = (id: string): FactOf<'correction'>[] => {
    if (seen.has(id)) return [];
    seen.add(id);
    return (corrections.get(id) ?? []).flatMap((one) => [one, ...changesOf(one.id)]);
  };
  const changes = changesOf(said.id).filter(({ data }) => !('measuredAt' in data.change));
  return [
    { by: said.by, writtenMs: said.enteredMs },
    ...changes.map((one) => ({ by: one.by, writtenMs: msOf(one.enteredAt) + one.clockOffsetMs })),
  ];
}
