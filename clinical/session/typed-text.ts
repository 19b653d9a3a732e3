/** What people write in their own words, in several lines: nothing that can't be seen is part of it. */
import { z } from 'zod';
import { line } from '#clinical/chart/chart.ts';

/** Ends of lines are part of such a text; control characters, halves of letters and the like are not. */
export const typedText = (most: number) => {
  const seen = line(most, 'a text');
  return z
    .string()
    .trim()
    .max(most, `has ${most} characters or fewer`)
    .refine((said) => seen.safeParse(said.replace(/[\r\n\t]/g, ' ')).success, {
      message: 'holds a character that is not part of a text',
    });
};
