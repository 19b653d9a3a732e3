/** What DEA Form 41 asks of destroyed inventory, a row for each product: sections B(1) of the form. */
import { guideline, sourced } from '#clinical/sources.ts';
import { amountInWords, type Measure, mgInWords, strengthInWords, ulOf } from './amounts.ts';

export const deaDrugCode = sourced(
  'DEA drug code of ketamine, its salts, isomers and salts of isomers',
  '7285',
  '1',
  guideline('21 CFR 1308.13; regulatory basis C1 [S120]'),
);

export type Destroyed = {
  readonly productId: string;
  readonly name: string;
  readonly substance: string;
  /** 11 digits, where the product has one. */
  readonly ndc: string | null;
  readonly measure: Measure;
  readonly contentUg: number;
  /** What was still in it. */
  readonly destroyedUg: number;
};
export type Form41Line = {
  readonly productId: string;
  readonly name: string;
  /** The NDC; the drug code where there is none. */
  readonly code: string;
  readonly substance: string;
  readonly strength: string;
  readonly form: Measure['form'];
  /** What a full package holds. */
  readonly package: string;
  readonly fullPackages: number;
  /** What the opened packages held together; none is no words. */
  readonly partial: string | undefined;
  readonly total: string;
};

const contentWords = (contentUg: number, measure: Measure): string =>
  measure.form === 'vial'
    ? `${ulOf(contentUg, measure) / 1_000} mL`
    : `${measure.pieces} ${measure.pieces === 1 ? 'piece' : 'pieces'}`;

/** One row for each product, in the order in which they come. */
export function form41Lines(destroyed: readonly Destroyed[]): Form41Line[] {
  const products = [...new Set(destroyed.map(({ productId }) => productId))];
  return products.flatMap((productId) => {
    const own = destroyed.filter((one) => one.productId === productId);
    const [first] = own;
    if (first === undefined) return [];
    const { name, ndc, substance, measure, contentUg } = first;
    const full = own.filter((one) => one.destroyedUg === one.contentUg);
    const sum = (of: readonly Destroyed[]) => of.reduce((all, one) => all + one.destroyedUg, 0);
    const opened = sum(own) - sum(full);
    return [
      {
        ...{ productId, name, substance, form: measure.form },
        code: ndc ?? deaDrugCode.value,
        strength: strengthInWords(measure),
        package: contentWords(contentUg, measure),
        fullPackages: full.length,
        partial: opened === 0 ? undefined : amountInWords(opened, measure),
        total: measure.form === 'vial' ? amountInWords(sum(own), measure) : mgInWords(sum(own)),
      },
    ];
  });
}
