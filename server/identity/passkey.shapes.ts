import { z } from '@hono/zod-openapi';

/** What WebAuthn's bytes look like in JSON. */
const bytes = z
  .string()
  .max(8_192)
  .regex(/^[A-Za-z0-9_-]*$/, 'is base64url');
const attachment = z.enum(['platform', 'cross-platform']);
const transport = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']);
const extensions = z.object({}).loose();

/** What a device answers when it is asked to prove who holds it. */
export const PasskeyAnswer = z
  .object({
    id: bytes.min(1),
    rawId: bytes.min(1),
    type: z.literal('public-key'),
    authenticatorAttachment: attachment.exactOptional(),
    clientExtensionResults: extensions,
    response: z.object({
      clientDataJSON: bytes,
      authenticatorData: bytes,
      signature: bytes,
      userHandle: bytes.exactOptional(),
    }),
  })
  .openapi('PasskeyAnswer');
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>;

/** What a device answers when it is asked to make a new passkey. */
export const NewPasskeyAnswer = z
  .object({
    id: bytes.min(1),
    rawId: bytes.min(1),
    type: z.literal('public-key'),
    authenticatorAttachment: attachment.exactOptional(),
    clientExtensionResults: extensions,
    response: z.object({
      clientDataJSON: bytes,
      attestationObject: bytes,
      authenticatorData: bytes.exactOptional(),
      transports: z.array(transport).exactOptional(),
      publicKeyAlgorithm: z.int().exactOptional(),
      publicKey: bytes.exactOptional(),
    }),
  })
  .openapi('NewPasskeyAnswer');
export type NewPasskeyAnswer = z.infer<typeof NewPasskeyAnswer>;

/** The browser's own words, handed on to it as they are. */
export const PasskeyOptions = z.object({ challenge: z.string() }).loose().openapi('PasskeyOptions');
