import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

/**
 * What is measured, what measures, and what it is compared with run in processes of their own, as they would on a
 * clinic's machine; this is how they are asked for something.
 */
export type Worker = { ask<T>(what: string, given?: unknown): Promise<T>; end(): Promise<void> };

type Question = { number: number; what: string; given: unknown };
type Answer = { number: number; answer?: unknown; failed?: string };

/** What `npm start` gives a server (scripts/pinned-node.mjs). */
export const serverFlags = ['--max-semi-space-size=64'];

export function startWorker(file: string, flags: readonly string[] = []): Worker {
  const child: ChildProcess = fork(join(import.meta.dirname, file), {
    execArgv: ['--disable-warning=ExperimentalWarning', ...flags],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // What was not measured stays NaN on its way.
    serialization: 'advanced',
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  child.on('message', (answer: Answer) => waiting.get(answer.number)?.(answer));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void gone.then(() => {
    for (const [number, tell] of waiting) tell({ number, failed: `${file} ended` });
  });
  return {
    ask: <T>(what: string, given?: unknown) => {
      asked += 1;
      const question: Question = { number: asked, what, given };
      return new Promise<T>((resolve, reject) => {
        waiting.set(question.number, ({ answer, failed }) => {
          waiting.delete(question.number);
          if (failed === undefined) resolve(answer as T);
          else reject(new Error(`${file}, ${what}: ${failed}`));
        });
        child.send(question);
      });
    },
    end: async () => {
      child.disconnect();
      await gone;
    },
  };
}

/** The other side: answers each question with what its function returns, and ends when nobody asks any more. */
export function answer(by: Record<string, (given: never) => unknown>, atEnd: () => Promise<void>): void {
  process.on('message', (question: Question) => void reply(question));
  // Ctrl-C reaches every process of a terminal: whoever asks ends, and then this one in order.
  process.on('SIGINT', () => undefined);
  process.once('disconnect', () => void atEnd().finally(() => process.exit(0)));
  const reply = async ({ number, what, given }: Question): Promise<void> => {
    try {
      const work = by[what];
      if (work === undefined) throw new RangeError('is not known here');
      const answer: Answer = { number, answer: await work(given as never) };
      process.send?.(answer);
    } catch (error) {
      process.send?.({ number, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };
}
