/** The thread that lays out printed records, one after another. */
import { parentPort } from 'node:worker_threads';
import { renderToBuffer } from '@react-pdf/renderer';
import { sessionDocument } from './session-document.ts';
import { loadLetters } from './session-document-letters.ts';
import type { Done, Job } from './session-print.ts';

let before: Promise<void> = Promise.resolve();

parentPort?.on('message', (job: Job) => {
  before = before.then(() => print(job));
});

async function print({ id, dossier, paper }: Job): Promise<void> {
  const answer = (done: Done) => parentPort?.postMessage(done);
  try {
    await loadLetters();
    answer({ id, pdf: Uint8Array.from(await renderToBuffer(sessionDocument(dossier, paper))) });
  } catch (error) {
    answer({ id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
