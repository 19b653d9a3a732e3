/**
 * Which emergency doses a medical director has signed, and how much stricter than the project proposes.
 *
 * A row may be made stricter: a smaller dose, a smaller sum, a longer wait, a second person. What is looser is refused
 * here, so no other rule has to look for it. What is signed is whole: it goes on saying what was read on that day.
 */
import { z } from 'zod';
import { basisOf, provenances } from '#clinical/sources.ts';
import { emergencyIds } from './emergency-cards.ts';
import { type DoseRow, emergencyDoses } from './emergency-doses.ts';
import { typedText } from './typed-text.ts';

const row = typedText(60).min(1, 'is needed');
const isFine = (value: number) => Math.abs(value * 1_000 - Math.round(value * 1_000)) < 1 / 1_000;
const amount = z
  .number('is a number')
  .positive('is more than 0')
  .max(1_000, 'is 1000 or less')
  .refine(isFine, 'has at most three decimals');
const minutes = z.int('is a whole number of minutes').min(1, 'is 1 or more').max(1_000, 'is 1000 or less');
const span = z.strictObject({ from: amount, to: amount });

/** What a director picks: a proposed row, and where it is to be stricter. Left out is as proposed. */
export const DoseChoice = z.strictObject({
  row,
  /** The most at one time, in the row’s own unit. */
  to: amount.optional(),
  /** The most in all, in the row’s own unit. */
  most: amount.optional(),
  /** The shortest wait before it is given again. */
  repeatMin: minutes.optional(),
  needsSecond: z.boolean(),
});
export type DoseChoice = z.infer<typeof DoseChoice>;

/** A dose as it was signed, word for word. */
export const SignedDose = z.strictObject({
  row,
  event: z.enum(emergencyIds),
  drug: z.string().min(1).max(100),
  route: z.string().min(1).max(40),
  from: amount,
  to: amount,
  unit: z.enum(['mg', 'mg/kg', 'mg/h', 'mL/kg']),
  overMin: span.optional(),
  repeatMin: span.optional(),
  most: amount.optional(),
  note: z.string().max(1_000),
  needsSecond: z.boolean(),
  /** What the project proposed, where the director made it stricter. */
  proposed: z.strictObject({ to: amount, most: amount.optional(), repeatMin: minutes.optional() }).optional(),
  basis: z.strictObject({
    class: z.enum(provenances),
    source: z.string().min(1).max(400),
    checkedOn: z.iso.date(),
    verified: z.boolean(),
  }),
});
export type SignedDose = z.infer<typeof SignedDose>;

export const SignedDoses = z.strictObject({ v: z.literal(1), doses: z.array(SignedDose).min(1).max(100) });
export type SignedDoses = z.infer<typeof SignedDoses>;

/** Every row of the project with its own source: what a director reads before signing. */
export const proposedDoses = () =>
  emergencyDoses.rows.map((of) => ({ ...of, ...basisOf({ ...emergencyDoses, ...of }) }));
export type ProposedDose = ReturnType<typeof proposedDoses>[number];

const inUnit = (value: number, { unit }: Pick<DoseRow, 'unit'>) => `${value} ${unit}`;

/** In which ways a choice is looser than what is proposed, or no choice at all. */
function looser(choice: DoseChoice, of: ProposedDose): string[] {
  const name = `${of.drug}, ${of.route}`;
  const found: string[] = [];
  const most = choice.most;
  if (choice.to !== undefined && choice.to > of.to)
    found.push(`${name}: ${inUnit(choice.to, of)} is more than the proposed ${inUnit(of.to, of)}.`);
  if (most !== undefined && of.most !== undefined && most > of.most)
    found.push(`${name}: a sum of ${inUnit(most, of)} is more than the proposed ${inUnit(of.most, of)}.`);
  if (most !== undefined && most < (choice.to ?? of.to))
    found.push(`${name}: a sum of ${inUnit(most, of)} is less than one dose.`);
  if (choice.repeatMin !== undefined && of.repeatMin === undefined)
    found.push(`${name}: no repeat is proposed, so there is none to lengthen.`);
  if (choice.repeatMin !== undefined && of.repeatMin !== undefined && choice.repeatMin < of.repeatMin.from)
    found.push(`${name}: after ${choice.repeatMin} min is sooner than the proposed ${of.repeatMin.from} min.`);
  return found;
}

function asSigned(choice: DoseChoice, of: ProposedDose): SignedDose {
  const to = choice.to ?? of.to;
  const most = choice.most ?? of.most;
  const wait = choice.repeatMin ?? of.repeatMin?.from;
  const isStricter = to !== of.to || most !== of.most || wait !== of.repeatMin?.from;
  return {
    row: of.id,
    event: of.event,
    drug: of.drug,
    route: of.route,
    from: Math.min(of.from, to),
    to,
    unit: of.unit,
    ...(of.overMin === undefined ? {} : { overMin: of.overMin }),
    ...(of.repeatMin === undefined || wait === undefined
      ? {}
      : { repeatMin: { from: wait, to: Math.max(wait, of.repeatMin.to) } }),
    ...(most === undefined ? {} : { most }),
    note: of.note,
    needsSecond: choice.needsSecond,
    ...(isStricter
      ? {
          proposed: {
            to: of.to,
            ...(of.most === undefined ? {} : { most: of.most }),
            ...(of.repeatMin === undefined ? {} : { repeatMin: of.repeatMin.from }),
          },
        }
      : {}),
    basis: { class: of.provenance, source: of.source, checkedOn: of.checkedOn, verified: of.verified },
  };
}

/** What is signed, whole; or every reason why it can’t be. */
export function signedDosesOf(
  choices: readonly DoseChoice[],
): { readonly doses: SignedDoses } | { readonly says: readonly string[] } {
  const says: string[] = [];
  const doses: SignedDose[] = [];
  const proposed = proposedDoses();
  if (choices.length === 0) says.push('No dose is chosen: withdraw the list instead.');
  for (const [at, choice] of choices.entries()) {
    const of = proposed.find(({ id }) => id === choice.row);
    if (of === undefined) says.push(`“${choice.row}” is no row of this version.`);
    else if (choices.findIndex((other) => other.row === choice.row) < at) says.push(`${of.drug} is chosen twice.`);
    else {
      says.push(...looser(choice, of));
      doses.push(asSigned(choice, of));
    }
  }
  return says.length > 0 ? { says } : { doses: { v: 1, doses } };
}
