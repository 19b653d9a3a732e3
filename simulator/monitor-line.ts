/** The wire of a virtual monitor: one message at a time over MLLP, each answered before the next is sent. */
import { connect } from 'node:net';
import { inFrame, openFramer } from '#server/hl7/mllp.ts';

export type Address = { readonly host: string; readonly port: number };

/** The acknowledgement code (AA: kept, AR: refused, AE: not kept, to be sent again) and what was said with it. */
export type Acknowledged = { readonly code: string; readonly why: string };

export type MonitorLine = {
  /** @throws LineCut when the connection ends, or nothing is said for too long */
  send(message: string): Promise<Acknowledged>;
  close(): void;
};

export class LineCut extends Error {}

const answerWithinMs = 15_000;
const mostAnswerBytes = 64 * 1024;

/** @throws LineCut when nobody listens there */
export async function openMonitorLine({ host, port }: Address): Promise<MonitorLine> {
  const socket = connect(port, host);
  const framer = openFramer(mostAnswerBytes);
  let waiting: { resolve(answer: Acknowledged): void; reject(why: LineCut): void } | undefined;
  let cut: LineCut | undefined;
  const settle = (): typeof waiting => {
    const settled = waiting;
    waiting = undefined;
    return settled;
  };
  const end = (why: string) => {
    cut ??= new LineCut(why);
    settle()?.reject(cut);
    socket.destroy();
  };
  socket.setNoDelay(true);
  socket.on('data', (chunk) => {
    try {
      for (const one of framer.push(chunk))
        if ('message' in one) settle()?.resolve(acknowledged(one.message.toString('utf8')));
    } catch (error) {
      end(error instanceof Error ? error.message : String(error));
    }
  });
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(new Error('it does not answer')), answerWithinMs);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.on('error', (error) => {
      clearTimeout(timer);
      end(error.message);
      reject(new LineCut(error.message));
    });
    socket.on('close', () => end('the connection was closed'));
  });
  return {
    send: (message) =>
      new Promise((resolve, reject) => {
        if (cut !== undefined) {
          reject(cut);
          return;
        }
        const timer = setTimeout(() => end(`nothing was answered within ${answerWithinMs / 1_000} s`), answerWithinMs);
        waiting = {
          resolve: (answer) => {
            clearTimeout(timer);
            resolve(answer);
          },
          reject: (why) => {
            clearTimeout(timer);
            reject(why);
          },
        };
        socket.write(inFrame(message));
      }),
    close: () => {
      cut ??= new LineCut('closed by us');
      socket.destroy();
    },
  };
}

function acknowledged(text: string): Acknowledged {
  const [, code = ''] = /[\r\n]MSA\|(\w\w)/.exec(text) ?? [];
  const error = /[\r\n]ERR\|([^\r\n]*)/.exec(text)?.[1]?.split('|');
  return { code, why: error?.[7] ?? '' };
}
