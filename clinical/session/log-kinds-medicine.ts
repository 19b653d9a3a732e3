/** What was given beside the treatment dose. */
import { z } from 'zod';
import { givingObjections } from './emergency-given.ts';
import { Id, text, ug } from './log-fields.ts';

const given = { medicine: text(100), doseUg: ug.optional(), doseText: text(100).optional(), route: text(40) };

/** Version 2 names the emergency it was given in, the signed dose it followed, and who was the second person. */
export const medicineGiven = [
  z.strictObject(given),
  z.strictObject({
    ...given,
    of: Id.optional(),
    /** The signed list, and the row of it. */
    signed: z.strictObject({ version: Id, row: text(60) }).optional(),
    secondPerson: Id.optional(),
    /** What objected while it was given all the same. */
    against: z.array(z.enum(givingObjections, 'is an objection of this list')).max(givingObjections.length).optional(),
  }),
] as const;

/** The second person who is named with it confirms on their own factor. Only the server writes this, having proved who it is. */
export const secondConfirmed = [
  z.strictObject({ of: Id, how: z.enum(['pin', 'passphrase-and-code', 'own-screen'], 'is a word of this list') }),
] as const;
