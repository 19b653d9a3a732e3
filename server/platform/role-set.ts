import { z } from '@hono/zod-openapi';
import { fitTogether, staffRoles } from './may.ts';

/** What a person of the staff may hold together, on the wire. */
export const RoleSet = z
  .array(z.enum(staffRoles))
  .min(1, 'holds at least one')
  .max(staffRoles.length)
  .refine((held) => held.length === 0 || fitTogether(held), {
    message: 'holds “auditor” alone: nobody audits their own work',
  });
