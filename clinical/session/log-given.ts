/** What the agenda is given: from the signed order and the signed protocol that the session runs under. */
import { linesInForce, type Protocol } from '#clinical/plan/plan.ts';
import type { AgendaGiven } from './log-agenda.ts';
import type { GateKnown } from './log-gate-known.ts';
import type { SessionOrder } from './log-order.ts';
import type { Prescriber } from './log-overrides.ts';
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
    readonly timeZone?: string | undefined;
    readonly known?: GateKnown | undefined;
  },
  today: string,
): AgendaGiven {
  const body = of.protocol?.body;
  return {
    order: of.order ?? undefined,
    protocol: body,
    timeZone: of.timeZone,
    known: of.known,
    prescribers: of.prescribers,
    lines: body === undefined ? undefined : linesInForce(thresholds, body.thresholds),
    times: body?.cadence,
    leastStay: body?.leastStay,
    today,
    plannedAtMs: of.plannedAt === undefined ? undefined : Date.parse(of.plannedAt),
  };
}
