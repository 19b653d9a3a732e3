import { z } from 'zod';
import { BadInput, readInput } from '#clinical/bad-input.ts';
import type { Scale } from './scale.ts';

const words = z.string('is text').trim().min(1, 'is not empty').max(4_000, 'is too long for one question');

/** The words of a form as its owners print them: shipped where they are free, loaded by a licensed clinic elsewhere. */
export const OfficialText = z.strictObject({
  /** Where the words come from: the form and its edition, or the licence under which a clinic loads them. */
  from: words,
  intro: words.optional(),
  items: z.array(words, 'is a list of questions').max(100, 'has too many questions'),
  /** What each number of points is called, the same for all items; the lowest first. */
  answers: z.array(words, 'is a list of answers').max(20, 'has too many answers').optional(),
  /** For each item its own answers, where they differ. */
  answersOfItems: z.array(z.array(words).max(20)).max(100).optional(),
  /** A question that is asked and not scored. */
  notScored: z.strictObject({ question: words, answers: z.array(words).max(20) }).optional(),
});
export type OfficialText = z.infer<typeof OfficialText>;

/**
 * The scale with the words a licensed clinic has loaded.
 *
 * @throws BadInput when the number of questions is not that of the scale: such a text belongs to another form
 */
export function withOfficialText(scale: Scale, text: unknown): Scale {
  const officialText = readInput(OfficialText, text);
  const wanted = scale.items.rows.length;
  if (officialText.items.length !== wanted)
    throw new BadInput(
      'items',
      `items: ${scale.title} has ${wanted} questions; ${officialText.items.length} were loaded`,
    );
  const { answersOfItems } = officialText;
  if (answersOfItems !== undefined && answersOfItems.length !== wanted)
    throw new BadInput('answersOfItems', `answersOfItems: ${scale.title} has ${wanted} questions`);
  return { ...scale, officialText };
}
