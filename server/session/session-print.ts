/** Makes the PDF of a dossier. */
import { renderToBuffer } from '@react-pdf/renderer';
import type { Dossier } from './dossier.ts';
import { type Paper, sessionDocument } from './session-document.ts';
import { loadLetters } from './session-document-letters.ts';

export async function printSession(dossier: Dossier, paper: Paper): Promise<Buffer> {
  await loadLetters();
  return renderToBuffer(sessionDocument(dossier, paper));
}
