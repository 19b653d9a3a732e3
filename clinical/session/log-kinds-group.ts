/** Several people treated together: who belongs to the group, and who is passed over in a round of readings. */
import { z } from 'zod';
import { asked, Id, text } from './log-fields.ts';

export const groupKinds = {
  /** From now on this person belongs to the group; asked first, it is allowed before their own dose only. */
  'group-joined': [z.strictObject({ group: Id, as: asked })],
  /** They go on by themselves: order, chair, clocks and who watches stay as they are. */
  'group-left': [z.strictObject({ group: Id, why: text(500) })],
  /** A round of readings begins; each person of it has this fact of their own. */
  'round-begun': [z.strictObject({ group: Id, round: Id })],
  /** Not read in this round: their readings stay due. */
  'round-skipped': [z.strictObject({ round: Id, why: text(500) })],
} as const;
