/** The record of a session as a FHIR R4 collection. */
import type { Dossier } from './dossier.ts';

export const sessionBundle = ({ session }: Dossier): { resourceType: 'Bundle'; [field: string]: unknown } => ({
  resourceType: 'Bundle',
  type: 'collection',
  identifier: { value: session.id },
});
