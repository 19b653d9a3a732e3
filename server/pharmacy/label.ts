/** What a label says, read by a second person on their own: it is the same, or it is refused and known afterwards. */
import { checkSecondReading, type LabelRead } from '#clinical/pharmacy/pharmacy.ts';
import { audit } from '#server/audit/audit.ts';
import type { Context } from '#server/platform/context.ts';
import { inClinic } from '#server/platform/in-clinic.ts';
import { blocked } from './command.ts';
import { measureOfRow } from './item.queries.ts';
import type { ProductRow } from './stock.queries.ts';

/** Two readings that differ are worth knowing afterwards: that is kept although nothing else is. */
export async function refuseOtherReading(
  ctx: Context,
  subject: { kind: string; id: string },
  read: LabelRead,
  product: Pick<ProductRow, 'form' | 'strengthUgPerMl' | 'volumeUl' | 'pieceUg' | 'pieces'>,
): Promise<void> {
  const refusal = checkSecondReading(read, measureOfRow(product));
  if (refusal === undefined) return;
  await inClinic(ctx, (tx) => audit(tx, ctx, { action: 'stock.reading-differs', subject, details: read }));
  throw blocked(refusal.says);
}
