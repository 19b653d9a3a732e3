/**
 * Makes the PDF of a dossier, on a thread of its own: laying out a usual session holds a thread for more than a second,
 * and beside it the server takes facts from every chair.
 */
import { Worker } from 'node:worker_threads';
import type { Dossier, TransferDossier } from './dossier.ts';
import type { Paper } from './session-document.ts';

type Sheet =
  | { readonly sheet: 'record'; readonly dossier: Dossier }
  | { readonly sheet: 'transfer'; readonly dossier: TransferDossier };
export type Job = { readonly id: number; readonly paper: Paper } & Sheet;
export type Done = { readonly id: number; readonly pdf?: Uint8Array<ArrayBuffer>; readonly failed?: string };

type Printer = {
  readonly worker: Worker;
  readonly waiting: Map<number, { resolve(pdf: Uint8Array<ArrayBuffer>): void; reject(error: Error): void }>;
};

let printer: Printer | undefined;
let jobs = 0;

/** Started with the first print and kept: the fonts are read once. It holds up no end of the process. */
function startPrinter(): Printer {
  const worker = new Worker(new URL('./session-print.worker.ts', import.meta.url), {
    env: { NODE_ENV: 'production' },
    execArgv: [],
  });
  const waiting: Printer['waiting'] = new Map();
  const end = (error: Error) => {
    if (printer?.worker === worker) printer = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', ({ id, pdf, failed }: Done) => {
    const job = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    if (pdf === undefined) job?.reject(new Error(failed ?? 'nothing was printed'));
    else job?.resolve(pdf);
  });
  worker.on('error', end);
  worker.on('exit', () => end(new Error('The printer ended.')));
  worker.unref();
  return { worker, waiting };
}

export const printSession = (dossier: Dossier, paper: Paper) => printSheet({ sheet: 'record', dossier }, paper);
export const printTransfer = (dossier: TransferDossier, paper: Paper) =>
  printSheet({ sheet: 'transfer', dossier }, paper);

function printSheet(sheet: Sheet, paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  printer ??= startPrinter();
  const { worker, waiting } = printer;
  jobs += 1;
  const job: Job = { id: jobs, paper, ...sheet };
  return new Promise((resolve, reject) => {
    waiting.set(job.id, { resolve, reject });
    worker.ref();
    worker.postMessage(job);
  });
}
