/** Messages as a broken cable, a full buffer or a careless gateway leaves them. For tests. */
import { type Chance, chance } from '#simulator/chance.ts';
import { cases } from './hl7-dialects.ts';

const pool = cases.map(({ message }) => Buffer.from(message));
const odd = [
  '|',
  '^',
  '~',
  '\\',
  '&',
  '\r',
  '\n',
  '\0',
  '\x0b',
  '\x1c',
  '\x1c\r',
  '-',
  '99999999999',
  'NaN',
  '\\X41\\',
  'ü',
];

/** The same seed, the same messages. */
export function* mutatedMessages(seed: number, count: number): Generator<Buffer> {
  const by = chance(seed, 'mutated messages');
  for (let made = 0; made < count; made += 1) {
    let bytes: Buffer = pool[by.whole(0, pool.length - 1)] ?? Buffer.alloc(0);
    for (let times = by.whole(1, 4); times > 0; times -= 1) bytes = mutated(bytes, by);
    yield bytes;
  }
}

function mutated(bytes: Buffer, by: Chance): Buffer {
  const at = by.whole(0, bytes.length);
  const until = Math.min(bytes.length, at + by.whole(1, 12));
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, until), bytes.subarray(until)];
  const other = pool[by.whole(0, pool.length - 1)] ?? bytes;
  switch (by.whole(0, 6)) {
    case 0:
      return Buffer.concat([before, after]);
    case 1:
      return Buffer.concat([before, piece, piece, after]);
    case 2:
      return before;
    case 3:
      return Buffer.concat([before, Buffer.from([by.whole(0, 255)]), after]);
    case 4:
      return Buffer.concat([before, Buffer.from(odd[by.whole(0, odd.length - 1)] ?? '|'), after]);
    case 5:
      return Buffer.concat([before, other.subarray(by.whole(0, other.length))]);
    default:
      return Buffer.concat([before, Buffer.from('|'.repeat(by.whole(1, 400))), after]);
  }
}
