/** A count of a cabinet held against the register: whole containers by the piece, opened ones by what is in them. */
import { z } from 'zod';
import { amountInWords, type Measure, nearestUg, type Refusal, ulOf } from './amounts.ts';

const whole = (most: number) => z.int('is a whole number').min(0, 'is 0 or more').max(most, `is ${most} or less`);

/** What a person counted of one product, without having seen what the register says. */
export const CountedLine = z.strictObject({
  productId: z.uuid('is an id'),
  fullContainers: whole(100_000),
  /** Of all opened vials together, measured. */
  openedUl: whole(1e9).optional(),
  /** Of all opened packs together. */
  openedPieces: whole(1e6).optional(),
});
export type CountedLine = z.infer<typeof CountedLine>;

export type ExpectedLine = {
  readonly productId: string;
  readonly name: string;
  readonly measure: Measure;
  readonly contentUg: number;
  readonly fullContainers: number;
  readonly openedUg: number;
};
export type Compared = ExpectedLine & {
  readonly countedFull: number;
  readonly countedOpenedUg: number;
  /** Counted less expected: negative where something is missing. */
  readonly differenceUg: number;
  readonly differenceUl: number;
};

/** A count says something about everything that should lie there, once. */
export function compareCount(
  expected: readonly ExpectedLine[],
  counted: readonly CountedLine[],
): { readonly lines: readonly Compared[] } | Refusal {
  const twice = counted.find((line, at) => counted.findIndex(({ productId }) => productId === line.productId) !== at);
  const nameOf = (id: string) => expected.find(({ productId }) => productId === id)?.name;
  if (twice !== undefined)
    return { says: `${nameOf(twice.productId) ?? 'A product'} is counted twice. Count it once.` };
  const left = expected.find(({ productId }) => !counted.some((line) => line.productId === productId));
  if (left !== undefined)
    return { says: `The count says nothing about ${left.name}, which is kept here. Count it too; none is 0.` };
  return {
    lines: expected.flatMap((line) => {
      const found = counted.find(({ productId }) => productId === line.productId);
      return found === undefined ? [] : [compared(line, found)];
    }),
  };
}

function compared(line: ExpectedLine, found: CountedLine): Compared {
  const { measure } = line;
  const opened = measure.form === 'vial' ? { ul: found.openedUl ?? 0 } : { pieces: found.openedPieces ?? 0 };
  const countedOpenedUg = nearestUg(opened, measure);
  const differenceUg =
    (found.fullContainers - line.fullContainers) * line.contentUg + (countedOpenedUg - line.openedUg);
  return {
    ...line,
    countedFull: found.fullContainers,
    countedOpenedUg,
    differenceUg,
    differenceUl: Math.sign(differenceUg) * ulOf(Math.abs(differenceUg), measure),
  };
}

export const addsUp = (lines: readonly Compared[]): boolean => lines.every(({ differenceUg }) => differenceUg === 0);

/** `2 unopened, 0.5 mL (25 mg) in opened ones`: what was found, and nothing of what should be there. */
export function countedInWords(of: Pick<Compared, 'countedFull' | 'countedOpenedUg' | 'measure'>): string {
  const unopened = `${of.countedFull} unopened`;
  return of.measure.form === 'device'
    ? unopened
    : `${unopened}, ${amountInWords(of.countedOpenedUg, of.measure)} in opened ones`;
}

/** `Ketamine 50 mg/mL, 10 mL: 10 mL (500 mg) less than the register says`. */
export function differenceInWords({ name, differenceUg, measure }: Compared): string {
  const how = differenceUg < 0 ? 'less' : 'more';
  return `${name}: ${amountInWords(Math.abs(differenceUg), measure)} ${how} than the register says`;
}
