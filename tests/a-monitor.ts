import { connect, type Socket } from 'node:net';
import { inFrame, openFramer } from '#server/hl7/mllp.ts';

/** A monitor on a real socket: sends, and waits for what is said back. */
export type Monitor = {
  socket: Socket;
  send(message: string | Buffer): void;
  /** The next answer; undefined when the connection is closed first. */
  answer(): Promise<string | undefined>;
  close(): void;
};

export async function aMonitor(port: number): Promise<Monitor> {
  const socket = connect(port, '127.0.0.1');
  const answers: string[] = [];
  const waiting: ((answer: string | undefined) => void)[] = [];
  let isClosed = false;
  const framer = openFramer(1_000_000);
  socket.on('data', (chunk) => {
    for (const one of framer.push(chunk)) {
      if (!('message' in one)) continue;
      const text = one.message.toString('utf8');
      const next = waiting.shift();
      if (next === undefined) answers.push(text);
      else next(text);
    }
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isClosed = true;
    for (const next of waiting.splice(0)) next(undefined);
  });
  await new Promise<void>((resolve) => {
    socket.once('connect', resolve);
    socket.once('close', () => resolve());
  });
  return {
    socket,
    send: (message) => void socket.write(typeof message === 'string' ? inFrame(message) : message),
    answer: () => {
      const first = answers.shift();
      if (first !== undefined || isClosed) return Promise.resolve(first);
      return new Promise((resolve) => waiting.push(resolve));
    },
    close: () => socket.destroy(),
  };
}

const stamp = (at: Date) => `${at.toISOString().slice(0, 23).replace(/[-T:]/g, '')}+0000`;

/** What a monitor sends of one patient, by its own id, in the words of IHE PCD-01. */
export function vitalsMessage(of: {
  device: string;
  id: string;
  at: Date;
  /** When it was measured; left out: when it is sent. */
  measuredAt?: Date;
  values: Partial<Record<'systolic' | 'diastolic' | 'pulse' | 'saturation', number | string>>;
  isTraining?: boolean;
}): string {
  const rows = {
    systolic: ['150021^MDC_PRESS_BLD_NONINV_SYS^MDC', '266016^MDC_DIM_MMHG^MDC'],
    diastolic: ['150022^MDC_PRESS_BLD_NONINV_DIA^MDC', '266016^MDC_DIM_MMHG^MDC'],
    pulse: ['149530^MDC_PULS_OXIM_PULS_RATE^MDC', '264864^MDC_DIM_BEAT_PER_MIN^MDC'],
    saturation: ['150456^MDC_PULS_OXIM_SAT_O2^MDC', '262688^MDC_DIM_PERCENT^MDC'],
  } as const;
  const sent = stamp(of.at);
  const at = stamp(of.measuredAt ?? of.at);
  return [
    `MSH|^~\\&|MON^${of.device}^EUI-64||||${sent}||ORU^R01^ORU_R01|${of.id}|${of.isTraining === true ? 'T' : 'P'}|2.6`,
    `OBR|1|||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|||${at}`,
    `OBX|1||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1|||||||R|||${at}||||${of.device}^^${of.device}^EUI-64`,
    ...Object.entries(of.values).map(([name, value], at) => {
      const [code, unit] = rows[name as keyof typeof rows];
      return `OBX|${at + 2}|NM|${code}|1.0.1.${at + 1}|${value}|${unit}|||||R`;
    }),
    '',
  ].join('\r');
}
