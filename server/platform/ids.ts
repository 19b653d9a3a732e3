import { randomBytes } from 'node:crypto';

/** UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance. Sorts by time, so indexes stay compact. */
export function newId(now: number = Date.now(), bytes: Buffer = chanceOf16()): string {
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Randomness is asked of the system for many ids at once: each call costs more than the bytes. */
let pool = Buffer.alloc(0);
let used = 0;

function chanceOf16(): Buffer {
  if (used >= pool.length) {
    pool = randomBytes(4_096);
    used = 0;
  }
  used += 16;
  return pool.subarray(used - 16, used);
}

let lastMoment = '';
let within = 0;

/** UUIDv7 whose bits after the millisecond count up, so that what one process writes sorts as it happened. */
export function idInOrder(): string {
  const id = newId();
  const moment = id.slice(0, 13);
  within = moment === lastMoment ? within + 1 : 0;
  lastMoment = moment;
  return `${id.slice(0, 15)}${within.toString(16).padStart(3, '0')}${id.slice(18)}`;
}
