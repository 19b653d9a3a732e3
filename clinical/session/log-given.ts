/** What the agenda is given: from the signed order and the signed protocol that the session runs under. */
import { linesInForce, type Protocol } from '#clinical/plan/plan.ts';
import type { AgendaGiven, SessionOrder } from './log-agenda.ts';
import type { Prescriber } from './log-overrides.ts';
import { readinessChecklist } from './readiness.ts';
import { thresholds } from './thresholds.ts';

/**
 * @param today ISO date in the clinic's zone
 * @param of.plannedAt ISO moment
 */
export function givenOf(
  of: {
    readonly order: SessionOrder | null;
    readonly protocol: { readonly body: Protocol } | null;
    readonly plannedAt?: string | undefined;
    readonly prescribers?: readonly Prescriber[] | undefined;
  },
  today: string,
): AgendaGiven {
  const body = of.protocol?.body;
  return {
    order: of.order ?? undefined,
    checklist: readinessChecklist.value,
    prescribers: of.prescribers,
    lines: body === undefined ? undefined : linesInForce(thresholds, body.thresholds),
    times: body?.cadence,
    leastStay: body?.leastStay,
    today,
    plannedAtMs: of.plannedAt === undefined ? undefined : Date.parse(of.plannedAt),
  };
}
