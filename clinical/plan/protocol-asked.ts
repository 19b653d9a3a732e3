/** A protocol in a request: one of the templates by its name, or a clinic's own in full; signed, where a director has. */
import { z } from 'zod';
import { BadInput, readInput } from '#clinical/bad-input.ts';
import { CheckedProtocol } from './bounds.ts';
import { type Protocol, Signature } from './protocol.ts';
import { isTemplateName, signed, templateNames, templates } from './templates.ts';

/** Read on its own by `protocolAsked`, so that a wrong one is told by its own fields. */
export const protocolFields = {
  protocol: z.unknown(),
  signed: Signature.optional(),
};

/** @throws BadInput naming the field of the protocol that is wrong */
export function protocolAsked(given: unknown, signature: Signature | undefined): Protocol {
  const protocol = read(given);
  return signature === undefined ? protocol : signed(protocol, signature.by, signature.on);
}

function read(given: unknown): Protocol {
  if (typeof given === 'string') {
    if (isTemplateName(given)) return templates[given];
    throw new BadInput('protocol', `protocol: is one of ${templateNames.join(', ')}, or a whole protocol`);
  }
  return readInput(z.strictObject({ protocol: CheckedProtocol }), { protocol: given }).protocol;
}
