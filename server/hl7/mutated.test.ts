import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { mutatedMessages } from '../../tests/hl7-mutated.ts';
import { acknowledgements, type Outcome } from './ack.ts';
import { NotHl7, readHl7 } from './hl7-text.ts';
import { inFrame, openFramer, TooLong } from './mllp.ts';
import { readObservations } from './oru.ts';

const seed = Number(process.env.SEED ?? 20_261_130);
/** A hundred for each fault: 1,000,000 with `npm run test:faults`. */
const count = Number(process.env.RACEMIC_FAULTS ?? 150) * 100;
const outcomes: readonly Outcome[] = [{ is: 'kept' }, { is: 'refused', why: 'x|y' }, { is: 'failed', why: '\r' }];

test('whatever a message became, it is read, or refused in a sentence; what is read is a number in range of what was sent', () => {
  let [read, refused] = [0, 0];
  const slowest = { ms: 0, at: '' };
  let heapAtHalf = 0;
  let made = 0;
  for (const bytes of mutatedMessages(seed, count)) {
    made += 1;
    if (made === Math.floor(count / 2)) heapAtHalf = heap();
    const began = performance.now();
    try {
      const message = readHl7(bytes);
      const { values, unread } = readObservations(message, () => 'America/Los_Angeles');
      read += 1;
      for (const { value, device, text, at } of values) {
        if (value !== undefined && !Number.isFinite(value)) throw new Error(`${value} of ${text}`);
        if (device.key === '') throw new Error('a value of no device');
        if (at !== undefined && !Number.isFinite(at.ms)) throw new Error('a time that is none');
      }
      for (const { why } of unread) if (why === '') throw new Error('no reason');
      for (const outcome of outcomes) acknowledgements({ message, outcome, at: new Date(0), controlId: 'R' });
    } catch (error) {
      if (!(error instanceof NotHl7))
        throw new Error(`seed ${seed}, message ${made}: ${bytes.toString('latin1')}`, { cause: error });
      refused += 1;
    }
    const took = performance.now() - began;
    if (took > slowest.ms) Object.assign(slowest, { ms: took, at: bytes.toString('latin1').slice(0, 80) });
  }
  expect(read).toBeGreaterThan(count / 2);
  expect(refused).toBeGreaterThan(count / 100);
  console.info(
    `${count} messages: ${read} read, ${refused} refused; the slowest took ${slowest.ms.toFixed(1)} ms: ${slowest.at}`,
  );
  expect(heap() - heapAtHalf, 'memory grows with the messages').toBeLessThan(5);
}, 600_000);

test('a connection that sends anything gives messages, strays or is cut off, and never stops giving', () => {
  let frames = 0;
  let framer = openFramer(4_096);
  for (const bytes of mutatedMessages(seed + 1, Math.min(count, 50_000))) {
    try {
      for (const one of framer.push(frames % 3 === 0 ? bytes : inFrame(bytes.toString('latin1'))))
        frames += 'message' in one ? 1 : 0;
      frames += 1;
    } catch (error) {
      if (!(error instanceof TooLong)) throw error;
      framer = openFramer(4_096);
    }
  }
  expect(frames).toBeGreaterThan(1_000);
});

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** MB that are in use once everything that can go has gone. */
function heap(): number {
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}
