import { z } from '@hono/zod-openapi';

/** The second person at the same station: their PIN there, or their passphrase with a code. Whoever is signed in stays so. */
export const SecondPerson = z
  .strictObject({
    practitionerId: z.uuid('is an id').toLowerCase().openapi({ example: '0199a0b2-0000-7000-8000-000000000001' }),
    pin: z
      .string()
      .regex(/^\d{1,12}$/, 'has digits only')
      .optional(),
    passphrase: z.string().min(1, 'is needed').max(512, 'is too long').optional(),
    code: z
      .string()
      .regex(/^\d{6}$/, 'has six digits')
      .optional(),
  })
  .refine(
    ({ pin, passphrase, code }) =>
      pin === undefined
        ? passphrase !== undefined && code !== undefined
        : passphrase === undefined && code === undefined,
    'is a PIN, or a passphrase with a code',
  )
  .openapi('SecondPerson', { example: { practitionerId: '0199a0b2-0000-7000-8000-000000000001', pin: '4711' } });
