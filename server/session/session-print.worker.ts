/** The thread that lays out printed records, one after another. */
import { parentPort } from 'node:worker_threads';
import { renderToBuffer } from '@react-pdf/renderer';
import { sessionDocument } from './session-document.ts';
import { loadLetters } from './session-document-letters.ts';
import type { Done, Job } from './session-print.ts';
import { transferDocument } from './transfer-document.ts';

let before: Promise<void> = Promise.resolve();

parentPort?.on('message', (job: Job) => {
  before = before.then(() => print(job));
});

async function print(job: Job): Promise<void> {
  const { id, paper } = job;
  const answer = (done: Done) => parentPort?.postMessage(done);
  try {
    await loadLetters();
    const document =
      job.sheet === 'record' ? sessionDocument(job.dossier, paper) : transferDocument(job.dossier, paper);
    answer({ id, pdf: Uint8Array.from(await renderToBuffer(document)) });
  } catch (error) {
    answer({ id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
