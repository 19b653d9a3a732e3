import {
  checkStep,
  isReported,
  type Judgement,
  judgementOf,
  type LossFacts,
  lossFactors,
  reportingDue,
  type StepKind,
} from '#clinical/pharmacy/pharmacy.ts';
import { audit, canonical } from '#server/audit/audit.ts';
import { dayIn, dayInClinic, findClinic } from '#server/chart/chart.actions.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Context } from '#server/platform/context.ts';
import type { Tx } from '#server/platform/database.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { closedTo, without } from './closed-charts.ts';
import { actorOf, blocked, once, refuse } from './command.ts';
import { listDiscrepancies, listSteps, lockDiscrepancy, saveStep } from './discrepancy.queries.ts';

/** Cases with what was done about each, and for a theft or significant loss by when the authority is told. */
export async function discrepancyViews(tx: Tx, of: { open: boolean; sessionIds?: readonly string[] }) {
  const rows = await listDiscrepancies(tx, of);
  const steps = await listSteps(
    tx,
    rows.map(({ id }) => id),
  );
  const { timeZone } = await findClinic(tx);
  return rows.map(({ givenName, familyName, isSettled, ...row }) => {
    const own = steps.filter(({ discrepancyId }) => discrepancyId === row.id);
    const judgement = judgementOf(own);
    const due = isReported(judgement) ? reportingDue(dayIn(timeZone, row.discoveredAt)) : undefined;
    return {
      ...row,
      openedByName: `${givenName} ${familyName}`,
      state: isSettled ? ('settled' as const) : ('open' as const),
      judgement: judgement ?? null,
      noticeBy: due?.noticeBy ?? null,
      form106By: due?.form106By ?? null,
      steps: own.map(({ discrepancyId: _of, facts, givenName: given, familyName: family, ...step }) => ({
        ...step,
        facts: parsed(facts),
        byName: `${given} ${family}`,
      })),
    };
  });
}

function parsed(facts: string | null): unknown {
  return facts === null ? null : JSON.parse(facts);
}

export const readDiscrepancies = (ctx: Context, state: 'open' | 'all') =>
  inClinic(ctx, async (tx) => {
    await audit(tx, ctx, { action: 'stock.read', details: { what: 'discrepancies', state } });
    const all = await discrepancyViews(tx, { open: state === 'open' });
    const closed = await closedTo(
      tx,
      ctx,
      all.map(({ patientId }) => patientId),
    );
    return { discrepancies: all.map((one) => without(one, closed)), asks: [...lossFactors] };
  });

type StepGiven = {
  id: string;
  kind: StepKind;
  judgement?: Judgement | undefined;
  facts?: LossFacts | undefined;
  words: string;
  doneOn?: string | undefined;
};

/** A named person takes a step: says what it was, tells the authority, settles it. Nobody settles what they opened. */
export const takeStep = (ctx: Context, discrepancyId: string, given: StepGiven) =>
  inClinic(ctx, async (tx) => {
    const discrepancy = await lockDiscrepancy(tx, discrepancyId);
    return once(tx, ctx, { id: given.id, kind: 'discrepancy-step', asked: { ...given, discrepancyId } }, async () => {
      const { id, kind, judgement, facts, words, doneOn } = given;
      const by = actorOf(ctx);
      refuse(checkStep(kind, await listSteps(tx, [discrepancyId])));
      refuseHalf(given, await dayInClinic(tx, ctx.now));
      if (kind !== 'note' && discrepancy.openedBy === by)
        throw new CannotProceed('not-permitted', 'Somebody else judges and settles what you found or caused.');
      await saveStep(tx, {
        id,
        discrepancyId,
        kind,
        judgement: judgement ?? null,
        facts: facts === undefined ? null : canonical(facts),
        words,
        doneOn: doneOn ?? null,
        by,
        at: ctx.now,
      });
      await audit(tx, ctx, {
        action: `stock.discrepancy-${kind}`,
        patientId: discrepancy.patientId ?? undefined,
        subject: { kind: 'drug-discrepancy', id: discrepancyId },
        after: given,
        reason: words,
      });
      return {};
    });
  });

/** A judgement names itself and, where something is called small or significant, what it stands on; a report has its day. */
function refuseHalf({ kind, judgement, facts, doneOn }: StepGiven, today: string): void {
  if ((kind === 'judged') !== (judgement !== undefined))
    throw blocked(kind === 'judged' ? 'Say what it was.' : 'A judgement is a step of its own.');
  if (kind === 'judged' && judgement !== 'explained' && facts === undefined)
    throw blocked('Answer first what has to be asked of a loss: how much, which, who, how often, how, and where else.');
  const isReport = kind === 'notice-sent' || kind === 'form-106-filed';
  if (isReport !== (doneOn !== undefined))
    throw blocked(isReport ? 'Say on which day it was sent or filed.' : 'Only a notice or a form has such a day.');
  if (doneOn !== undefined && doneOn > today) throw blocked('This day has not come yet.');
}
