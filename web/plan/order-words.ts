/** Parts of an order in words, for its card and for what is read before signing. */
import type { TreatmentOrder } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';
import { inThousands } from './typed-number.ts';

/** "2 of 50 mg"; undefined where nothing is counted. */
export function unitsWords(order: TreatmentOrder): string | undefined {
  if (!('form' in order) || order.units === undefined || order.unitUg === undefined) return undefined;
  return t('orders.unitsValue', { units: order.units, mg: inThousands(order.unitUg) });
}
