/** What the synthetic clinic's floor stands on: six chairs, a signed protocol, and an order for whoever comes. */
import { type IvOrder, ivDose, templates, workOutOrder, yearsBetween } from '#clinical/plan/plan.ts';
import { dayInClinic } from '#server/chart/chart.actions.ts';
import { addChair } from '#server/plan/chair.actions.ts';
import { signOrder } from '#server/plan/order.actions.ts';
import {
  activeOrderOf,
  type Chair,
  listChairs,
  type ProtocolVersion,
  protocolVersion,
} from '#server/plan/plan.actions.ts';
import { signProtocol } from '#server/plan/protocol.actions.ts';
import { latestVersion } from '#server/plan/protocol.queries.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { chance } from '#simulator/chance.ts';
import { addDays } from '#simulator/days.ts';
import { demoSeed } from './demo-accounts.ts';
import type { DemoClinic } from './demo-clinic.ts';

const chairCount = 6;

/** Makes what is missing, as its people would; what is there already stays, also what people have changed since. */
export async function setUpFloor(demo: DemoClinic): Promise<Chair[]> {
  const there = await inClinic(demo, async (tx) => ({
    chairs: await listChairs(tx),
    iv: await latestVersion(tx, templates.iv.id),
  }));
  if (there.iv === undefined)
    await signProtocol(demo.act('medical-director'), {
      id: demo.id('protocol-version', 1),
      version: 1,
      protocol: templates.iv,
      reason: 'First version for the synthetic clinic.',
    });
  if (there.chairs.length > 0) return there.chairs;
  for (let place = 1; place <= chairCount; place += 1)
    await addChair(demo.act('owner'), { id: demo.id('chair', place), name: `${place}` });
  return inClinic(demo, (tx) => listChairs(tx));
}

/** What a patient of the synthetic clinic weighs: nobody's, and always the same. */
export const weightKgOf = (patientId: string): number => chance(demoSeed, 'iv-weight', patientId).whole(54, 96);

/** The strength in the syringe, and for how long a synthetic order is valid: no clinical figures. */
const concentrationUgPerMl = 1_000;
const validDays = 28;

/** An order that stands, or one that the prescriber would sign. */
export type OrderReady = {
  readonly order: IvOrder;
  readonly signedId: string | undefined;
  readonly under: string;
};

export async function orderReadyFor(demo: DemoClinic, patientId: string, birthOn: string): Promise<OrderReady> {
  const { today, active, protocol } = await inClinic(demo, async (tx) => {
    const today = await dayInClinic(tx, demo.services.clock());
    const newest = await latestVersion(tx, templates.iv.id);
    return {
      today,
      active: await activeOrderOf(tx, patientId, today),
      protocol: newest && (await protocolVersion(tx, newest.id)),
    };
  });
  if (active?.route === 'iv') return { order: active, signedId: active.id, under: active.protocolVersionId };
  if (protocol === undefined) throw new RangeError('The synthetic clinic has no protocol for an infusion.');
  const order = draftOrder(patientId, birthOn, { today, protocol });
  return { order, signedId: undefined, under: protocol.id };
}

/** @returns the id of the order, signed now where it was not yet */
export async function signedOrderId(demo: DemoClinic, patientId: string, ready: OrderReady): Promise<string> {
  if (ready.signedId !== undefined) return ready.signedId;
  const given = { protocolVersionId: ready.under, order: ready.order };
  return (await signOrder(demo.act('prescriber'), patientId, given)).id;
}

function draftOrder(
  patientId: string,
  birthOn: string,
  { today, protocol }: { today: string; protocol: ProtocolVersion },
): IvOrder {
  const asked = {
    concentrationUgPerMl,
    doseBasis: { unit: 'ug/kg', amount: ivDose.value.standard },
    weight: { grams: weightKgOf(patientId) * 1_000, basis: 'actual', takenOn: today },
    overMin: ivDose.value.overMin,
  } as const;
  const worked = workOutOrder(asked, protocol.body, { ageYears: yearsBetween(birthOn, today) });
  const { doseUg, ceilingUg, pumpRateUlPerH } = worked;
  if (doseUg === undefined || ceilingUg === undefined || pumpRateUlPerH === undefined)
    throw new RangeError('No dose comes out for a synthetic patient.');
  return {
    ...asked,
    drug: 'ketamine',
    route: 'iv',
    doseUg,
    pumpRateUlPerH,
    premedication: [],
    limits: { ceilingUg },
    validFrom: today,
    validUntil: addDays(today, validDays),
    note: 'Synthetic: nobody is treated.',
  };
}
