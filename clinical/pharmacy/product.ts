/** What the clinic stocks, as the label says it. Shapes for typing; whether it can be so is `checkProduct`. */
import { z } from 'zod';
import { nasalDevice } from '#clinical/plan/plan.ts';
import { contentUg, type Measure, mgInWords, type Refusal } from './amounts.ts';
import { isGtin } from './gs1.ts';
import { ndc11Of, ndcsOfGtin } from './ndc.ts';

const text = (most: number) =>
  z.string('is text').trim().min(1, 'is needed').max(most, `has ${most} characters or fewer`);
const whole = (most: number) => z.int('is a whole number').min(1, 'is 1 or more').max(most, `is ${most} or less`);

export const substances = ['ketamine', 'esketamine'] as const;
export type Substance = (typeof substances)[number];
export const forms = ['vial', 'device', 'pack'] as const;
export type Form = (typeof forms)[number];

const Gtin = z.string().refine(isGtin, { message: 'is no GTIN of 14 digits: its check digit is wrong' });
const Ndc = z.string().refine((given) => ndc11Of(given) !== undefined, {
  message: 'is an NDC of 11 digits, or of 10 with its hyphens, as 0143-9508-10',
});

const named = {
  name: text(120),
  ndc: Ndc.optional(),
  gtin: Gtin.optional(),
};
export const VialProduct = z.strictObject({
  ...named,
  form: z.literal('vial'),
  substance: z.enum(substances),
  strengthUgPerMl: whole(1e9),
  volumeUl: whole(1e9),
  /** The label allows more than one withdrawal, and the clinic more than one session. */
  severalSessions: z.boolean(),
});
export const DeviceProduct = z.strictObject({
  ...named,
  form: z.literal('device'),
  substance: z.literal('esketamine', 'is esketamine: no other device is known'),
  pieceUg: whole(1e9),
});
export const PackProduct = z.strictObject({
  ...named,
  form: z.literal('pack'),
  substance: z.enum(substances),
  pieceUg: whole(1e9),
  pieces: whole(10_000),
});
export const Product = z.discriminatedUnion('form', [VialProduct, DeviceProduct, PackProduct]);
export type Product = z.infer<typeof Product>;

export const measureOf = (product: Product): Measure =>
  product.form === 'vial'
    ? { form: 'vial', strengthUgPerMl: product.strengthUgPerMl, volumeUl: product.volumeUl }
    : { form: product.form, pieceUg: product.pieceUg, pieces: product.form === 'pack' ? product.pieces : 1 };

/** Whether one container may serve several sessions: a pack of tablets may, a device never. */
export const servesSeveral = (product: Product): boolean =>
  product.form === 'pack' || (product.form === 'vial' && product.severalSessions);

/** More in one container than any count could hold. */
const mostContentUg = 1e9;

/** A product that can't exist is not stocked. */
export function checkProduct(product: Product): Refusal | undefined {
  const { ndc, gtin } = product;
  if (product.form === 'device' && product.pieceUg !== nasalDevice.value.ug)
    return {
      says: `A nasal device holds ${mgInWords(nasalDevice.value.ug)} of esketamine; there is none of ${mgInWords(product.pieceUg)}.`,
    };
  const content = contentUg(measureOf(product));
  if (content < 1 || content > mostContentUg)
    return { says: `A container of ${mgInWords(content)} is beyond what can be counted. Look at strength and volume.` };
  const ndc11 = ndc === undefined ? undefined : ndc11Of(ndc);
  const coded = gtin === undefined ? [] : ndcsOfGtin(gtin);
  if (ndc11 !== undefined && coded.length > 0 && !coded.includes(ndc11))
    return { says: 'GTIN and NDC are not of the same product. Scan the container, or look at its label again.' };
  return undefined;
}

/** What a second person reads from the container, on their own. */
export const LabelRead = z.union([
  z.strictObject({ strengthUgPerMl: whole(1e9), volumeUl: whole(1e9) }),
  z.strictObject({ pieceUg: whole(1e9), pieces: whole(10_000) }),
]);
export type LabelRead = z.infer<typeof LabelRead>;

/** Two people read the same, or nobody draws from it. */
export function checkSecondReading(read: LabelRead, measure: Measure): Refusal | undefined {
  const same =
    'strengthUgPerMl' in read
      ? measure.form === 'vial' &&
        read.strengthUgPerMl === measure.strengthUgPerMl &&
        read.volumeUl === measure.volumeUl
      : measure.form !== 'vial' && read.pieceUg === measure.pieceUg && read.pieces === measure.pieces;
  if (same) return undefined;
  return { says: 'You read something else from the container than the first person. Look at the label together.' };
}
