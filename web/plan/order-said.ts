/** What the rules refuse, beside the field that it is about. */
import type { Finding } from '#clinical/findings.ts';
import type { OrderWorkedOut } from '#clinical/plan/plan.ts';
import { t } from '#web/platform/text.ts';
import type { Field, OrderErrors, OrderKind, OrderValues } from './order-draft.ts';
import { inThousands } from './typed-number.ts';

const fieldOf: Readonly<Record<string, Field>> = {
  'dose-not-its-basis': 'dose',
  'dose-above-order-ceiling': 'ceiling',
  'order-ceiling-above-protocol': 'ceiling',
  'volume-not-the-dose': 'volume',
  'volume-below-one-microlitre': 'concentration',
  'rate-does-not-give-the-dose': 'rate',
  'rate-above-order-limit': 'rate',
  'rate-no-step-of-the-pump': 'rate',
  'rate-below-pump-step': 'rate',
  'units-not-the-dose': 'units',
  'units-without-strength': 'units',
  'order-of-another-indication': 'indication',
  'nasal-28-mg-below-age': 'dose',
  'phase-not-in-protocol': 'phase',
  'week-not-in-phase': 'week',
  'weight-taken-later': 'takenOn',
  'order-ends-before-it-begins': 'validUntil',
  'order-expired': 'validUntil',
  'order-valid-too-long': 'validUntil',
  'order-needs-a-reason': 'note',
};

/** The first sentence of each field; what concerns the whole order stays in the list. */
export function refusedFields(blocks: readonly Finding[]): OrderErrors {
  const errors: OrderErrors = {};
  for (const { rule, says } of blocks) {
    const field = fieldOf[rule];
    if (field !== undefined) errors[field] ??= says;
  }
  return errors;
}

export type Proposal = { fill: Partial<OrderValues>; words: string };

/** What a tap of the prescriber takes over of the calculation; undefined while nothing comes out to take. */
export function proposalOf(worked: OrderWorkedOut, kind: OrderKind): Proposal | undefined {
  const { doseUg, pumpRateUlPerH, volumeUl, units } = worked;
  if (doseUg === undefined) return undefined;
  const [dose, mg] = [inThousands(doseUg), inThousands(doseUg)];
  switch (kind) {
    case 'iv': {
      if (pumpRateUlPerH === undefined) return undefined;
      const rate = inThousands(pumpRateUlPerH);
      return { fill: { dose, rate }, words: t('newOrder.take', { mg, rate }) };
    }
    case 'injection': {
      if (volumeUl === undefined || volumeUl === 0) return undefined;
      const volume = inThousands(volumeUl);
      return { fill: { dose, volume }, words: t('newOrder.takeVolume', { mg, volume }) };
    }
    case 'oral':
      if (units === undefined) return { fill: { dose }, words: t('newOrder.takeDose', { mg }) };
      return { fill: { dose, units: String(units) }, words: t('newOrder.takeUnits', { mg, units }) };
    case 'sublingual':
      return units === undefined
        ? undefined
        : { fill: { units: String(units) }, words: t('newOrder.takeCount', { units }) };
    case 'esketamine':
      return undefined;
  }
}
