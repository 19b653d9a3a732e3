/** What the synthetic clinic stocks: a locked cabinet, three products, and deliveries from an invented wholesaler. */
import type { LabelRead, Product } from '#clinical/pharmacy/pharmacy.ts';
import { nasalDevice } from '#clinical/plan/plan.ts';
import { addLocation } from '#server/pharmacy/location.actions.ts';
import { addProduct, confirmProductLabel } from '#server/pharmacy/product.actions.ts';
import { receive } from '#server/pharmacy/receipt.actions.ts';
import { listLocations } from '#server/pharmacy/stock.queries.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { addDays } from '#simulator/days.ts';
import { dayOf } from './demo-accounts.ts';
import type { DemoClinic } from './demo-clinic.ts';

/** As such containers are sold; names, codes and lots are invented, and belong to nobody. */
const stocked: readonly { product: Product; read: LabelRead; lot: string; containers: number; daysLeft: number }[] = [
  {
    product: {
      form: 'vial',
      substance: 'ketamine',
      name: 'Ketamine 50 mg/mL, 10 mL vial',
      strengthUgPerMl: 50_000,
      volumeUl: 10_000,
      severalSessions: false,
      ndc: '99999-101-10',
    },
    read: { strengthUgPerMl: 50_000, volumeUl: 10_000 },
    lot: 'SYN-K50',
    containers: 12,
    daysLeft: 400,
  },
  {
    product: {
      form: 'vial',
      substance: 'ketamine',
      name: 'Ketamine 10 mg/mL, 20 mL vial',
      strengthUgPerMl: 10_000,
      volumeUl: 20_000,
      severalSessions: true,
      ndc: '99999-102-20',
    },
    read: { strengthUgPerMl: 10_000, volumeUl: 20_000 },
    lot: 'SYN-K10',
    containers: 6,
    daysLeft: 45,
  },
  {
    product: {
      form: 'device',
      substance: 'esketamine',
      name: 'Esketamine nasal device, 28 mg',
      pieceUg: nasalDevice.value.ug,
      ndc: '99999-103-01',
    },
    read: { pieceUg: nasalDevice.value.ug, pieces: 1 },
    lot: 'SYN-E28',
    containers: 18,
    daysLeft: 300,
  },
];

/** Fills the cabinet once, as its people would; what they have moved or used since stays as it is. */
export async function stockCabinet(demo: DemoClinic): Promise<void> {
  const there = await inClinic(demo, (tx) => listLocations(tx));
  const locationId = demo.id('stock-location', 1);
  const [nurse, second] = [demo.act('nurse'), demo.act('nurse', 1)];
  if (there.length === 0)
    await addLocation(nurse, { id: locationId, name: 'Cabinet A', place: 'Medication room, locked' });
  else if (!there.some(({ id }) => id === locationId)) return;
  const today = dayOf(demo.services);
  for (const [at, { product, read, lot, containers, daysLeft }] of stocked.entries()) {
    const id = demo.id('drug-product', at + 1);
    const receipt = demo.id('drug-receipt', at + 1);
    if (await isThere(demo, receipt)) continue;
    await addProduct(nurse, { id, product });
    await confirmOnce(demo, id, () => confirmProductLabel(second, id, read));
    await receive(nurse, {
      id: receipt,
      productId: id,
      locationId,
      invoice: `SYN-${at + 1}`,
      supplier: { name: 'Invented Wholesale', address: '1 Nowhere Street, Reno NV', deaNumber: 'RX7751096' },
      receivedOn: addDays(today, -7),
      lot,
      expiresOn: addDays(today, daysLeft),
      containers,
      scanned: product.ndc,
    });
  }
}

const isThere = (demo: DemoClinic, receiptId: string): Promise<boolean> =>
  inClinic(demo, async (tx) => {
    const row = await tx.selectFrom('drugReceipt').select('id').where('id', '=', receiptId).executeTakeFirst();
    return row !== undefined;
  });

/** A start that was cut off between two steps is taken up again. */
async function confirmOnce(demo: DemoClinic, productId: string, confirm: () => Promise<void>): Promise<void> {
  const { secondBy } = await inClinic(demo, (tx) =>
    tx.selectFrom('drugProduct').select('secondBy').where('id', '=', productId).executeTakeFirstOrThrow(),
  );
  if (secondBy === null) await confirm();
}
