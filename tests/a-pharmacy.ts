import type { Measured, Product } from '#clinical/pharmacy/pharmacy.ts';
import { confirmAwaiting } from '#server/pharmacy/awaiting.actions.ts';
import { countStock } from '#server/pharmacy/count.actions.ts';
import { takeStep } from '#server/pharmacy/discrepancy.actions.ts';
import { disposing } from '#server/pharmacy/disposal.actions.ts';
import { drawStock } from '#server/pharmacy/draw.actions.ts';
import { addLocation } from '#server/pharmacy/location.actions.ts';
import { addProduct, confirmProductLabel } from '#server/pharmacy/product.actions.ts';
import { receive } from '#server/pharmacy/receipt.actions.ts';
import { askTwo } from '#server/pharmacy/second-person.ts';
import { reportLoss, wasting } from '#server/pharmacy/waste.actions.ts';
import { newId } from '#server/platform/ids.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { openSession } from '#server/session/session.actions.ts';
import { aPatient, type Person, type TestClinic } from './builders.ts';

export const ketamineVial: Product = {
  form: 'vial',
  substance: 'ketamine',
  name: 'Ketamine 50 mg/mL, 10 mL',
  strengthUgPerMl: 50_000,
  volumeUl: 10_000,
  severalSessions: false,
  ndc: '0143-9508-10',
};
export const sharedVial: Product = {
  form: 'vial',
  substance: 'ketamine',
  name: 'Ketamine 10 mg/mL, 20 mL',
  strengthUgPerMl: 10_000,
  volumeUl: 20_000,
  severalSessions: true,
};
export const esketamineDevice: Product = {
  form: 'device',
  substance: 'esketamine',
  name: 'Esketamine nasal device 28 mg',
  pieceUg: 28_000,
};

export const supplier = { name: 'Harbor Wholesale', address: '1 Quay, Reno NV', deaNumber: 'RX7751096' };
export const goodUntil = '2099-12-31';

/** A clinic with a locked cabinet, and people who may do what is done at it. */
export async function aPharmacy(clinic: TestClinic) {
  const [nurse, colleague] = [await clinic.as('nurse'), await clinic.as('nurse')];
  const locationId = newId();
  await addLocation(nurse.ctx, { id: locationId, name: 'Cabinet A', place: 'Room 2' });
  return { nurse, colleague, locationId };
}
export type TestPharmacy = Awaited<ReturnType<typeof aPharmacy>>;

/** A product whose label two people read. */
export async function aProduct({ nurse, colleague }: Pick<TestPharmacy, 'nurse' | 'colleague'>, product: Product) {
  const id = newId();
  await addProduct(nurse.ctx, { id, product });
  const read =
    product.form === 'vial'
      ? { strengthUgPerMl: product.strengthUgPerMl, volumeUl: product.volumeUl }
      : { pieceUg: product.pieceUg, pieces: product.form === 'pack' ? product.pieces : 1 };
  await confirmProductLabel(colleague.ctx, id, read);
  return id;
}

/** Containers of one lot in the cabinet, scanned when they came. @returns their ids */
export async function someStock(
  pharmacy: TestPharmacy,
  productId: string,
  containers: number,
  given: { lot?: string; expiresOn?: string; scanned?: string | undefined } = {},
): Promise<string[]> {
  const { items } = await receive(pharmacy.nurse.ctx, {
    id: newId(),
    productId,
    locationId: pharmacy.locationId,
    invoice: 'INV-1',
    supplier,
    receivedOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
    lot: 'A12',
    expiresOn: goodUntil,
    containers,
    scanned: '0143-9508-10',
    ...given,
  });
  return items;
}

export async function aSession(person: Person): Promise<{ sessionId: string; patientId: string }> {
  const { id: patientId } = await aPatient(person);
  const { id: sessionId } = await openSession(person.ctx, { patientId, plannedAt: new Date().toISOString() });
  return { sessionId, patientId };
}

export const draws = (person: Person, itemId: string, sessionId: string, amount: Measured, id = newId()) =>
  drawStock(person.ctx, { id, itemId, sessionId, amount });

/** Something in every table of the pharmacy, for tests that knock on its doors from outside. */
export async function aFurnishedPharmacy(clinic: TestClinic, director: Person, sessionId: string) {
  const pharmacy = await aPharmacy(clinic);
  const { nurse, colleague, locationId } = pharmacy;
  const productId = await aProduct(pharmacy, ketamineVial);
  const [first = '', second = '', third = ''] = await someStock(pharmacy, productId, 3);
  const { id: drawId } = await draws(nurse, first, sessionId, { ul: 700 });
  const awaitingId = newId();
  await askTwo(nurse.ctx, wasting, { id: awaitingId, from: { drawId }, how: 'into the sink' }, undefined);
  const lost = await reportLoss(nurse.ctx, { id: newId(), of: { itemId: second }, reason: 'not there any more' });
  const note = { id: newId(), kind: 'note' as const, words: 'asked everybody' };
  for (const id of lost.discrepancies) await takeStep(director.ctx, id, note);
  const gone = {
    id: newId(),
    itemIds: [third],
    how: 'destroyed-on-site' as const,
    method: 'denatured',
    doneOn: '2026-11-25',
    place: 'Room 2',
  };
  await askTwo(director.ctx, disposing, gone, undefined);
  await confirmAwaiting(colleague.ctx, gone.id);
  const lines = [{ productId, fullContainers: 0, openedUl: 9_300 }];
  await countStock(nurse.ctx, { id: newId(), locationId, kind: 'opening', lines }, undefined);
  const { id: receiptId } = await inClinic(nurse.ctx, (tx) =>
    tx.selectFrom('drugReceipt').select('id').executeTakeFirstOrThrow(),
  );
  return { itemId: first, locationId, productId, receiptId, awaitingId, discrepancyId: lost.discrepancies[0] ?? '' };
}
