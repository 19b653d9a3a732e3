/** What the synthetic clinic's floor stands on: six chairs, signed protocols, and an order for whoever comes. */
import { type TreatmentOrder, templates, yearsBetween } from '#clinical/plan/plan.ts';
import { dayInClinic } from '#server/chart/chart.actions.ts';
import { addChair } from '#server/plan/chair.actions.ts';
import { signOrder } from '#server/plan/order.actions.ts';
import { activeOrderOf, type Chair, listChairs, protocolVersion } from '#server/plan/plan.actions.ts';
import { signProtocol } from '#server/plan/protocol.actions.ts';
import { latestVersion } from '#server/plan/protocol.queries.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { chance } from '#simulator/chance.ts';
import { demoSeed } from './demo-accounts.ts';
import type { DemoClinic } from './demo-clinic.ts';
import { type DemoProtocol, demoProtocols, draftOrder } from './demo-orders.ts';

const chairCount = 7;

/** Makes what is missing, as its people would; what is there already stays, also what people have changed since. */
export async function setUpFloor(demo: DemoClinic): Promise<Chair[]> {
  const there = await inClinic(demo, async (tx) => ({
    chairs: await listChairs(tx),
    signed: await Promise.all(demoProtocols.map((name) => latestVersion(tx, templates[name].id))),
  }));
  for (const [at, name] of demoProtocols.entries())
    if (there.signed[at] === undefined)
      await signProtocol(demo.act('medical-director'), {
        id: demo.id('protocol-version', at + 1),
        version: 1,
        protocol: templates[name],
        reason: 'First version for the synthetic clinic.',
      });
  if (there.chairs.length > 0) return there.chairs;
  for (let place = 1; place <= chairCount; place += 1)
    await addChair(demo.act('owner'), { id: demo.id('chair', place), name: `${place}` });
  return inClinic(demo, (tx) => listChairs(tx));
}

/** What a patient of the synthetic clinic weighs: nobody's, and always the same. */
export const weightKgOf = (patientId: string): number => chance(demoSeed, 'iv-weight', patientId).whole(54, 96);

/** An order that stands, or one that the prescriber would sign. */
export type OrderReady = {
  readonly order: TreatmentOrder;
  readonly signedId: string | undefined;
  readonly under: string;
};

/** Whoever has an order already is treated by that, whatever the chair. */
export async function orderReadyFor(
  demo: DemoClinic,
  patient: { id: string; birthOn: string },
  name: DemoProtocol,
): Promise<OrderReady> {
  const { id: patientId, birthOn } = patient;
  const { today, active, protocol } = await inClinic(demo, async (tx) => {
    const today = await dayInClinic(tx, demo.services.clock());
    const newest = await latestVersion(tx, templates[name].id);
    return {
      today,
      active: await activeOrderOf(tx, patientId, today),
      protocol: newest && (await protocolVersion(tx, newest.id)),
    };
  });
  if (active !== undefined) return { order: active, signedId: active.id, under: active.protocolVersionId };
  if (protocol === undefined) throw new RangeError('The synthetic clinic has no protocol for this chair.');
  const of = { grams: weightKgOf(patientId) * 1_000, ageYears: yearsBetween(birthOn, today), today };
  const order = draftOrder(name, protocol.body, of);
  return { order, signedId: undefined, under: protocol.id };
}

/** @returns the id of the order, signed now where it was not yet */
export async function signedOrderId(demo: DemoClinic, patientId: string, ready: OrderReady): Promise<string> {
  if (ready.signedId !== undefined) return ready.signedId;
  const given = { protocolVersionId: ready.under, order: ready.order };
  return (await signOrder(demo.act('prescriber'), patientId, given)).id;
}
