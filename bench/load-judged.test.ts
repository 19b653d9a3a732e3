import { expect, test } from 'vitest';
import { type Carried, notMet, type Sample } from './load-judged.ts';

const mb = 1_048_576;
const flat: Sample[] = Array.from({ length: 12 }, (_, at) => ({
  ...{ atMs: at * 60_000, rss: 300 * mb, heap: 80 * mb, databaseBytes: at * mb },
}));
const good: Carried = {
  ...{
    factP99: 12,
    heardP99: 40,
    messageP99: 9,
    lostFacts: 0,
    lostMessages: 0,
    unheard: 0,
    failures: 0,
    streamsCut: 0,
  },
  ...{ minutes: 10, samples: flat },
};
const growing = (of: 'rss' | 'heap', byMb: number) =>
  flat.map((sample, at) => ({ ...sample, [of]: sample[of] + at * byMb * mb }));

test.each([
  ['all as it should be', {}, []],
  ['a slow fact', { factP99: 51 }, ['a fact kept p99 51 ms, not 50 ms']],
  ['a slow screen', { heardP99: 151 }, ['heard at a second screen p99 151 ms, not 150 ms']],
  ['a slow answer to a monitor', { messageP99: 60 }, ['a monitor answered p99 60 ms, not 50 ms']],
  ['nothing measured', { messageP99: Number.NaN }, ['a monitor answered p99 NaN ms, not 50 ms']],
  ['a fact lost', { lostFacts: 1 }, ['1 acknowledged facts lost']],
  ['a message lost', { lostMessages: 2 }, ['2 acknowledged messages lost']],
  ['a fact not heard of', { unheard: 3 }, ['3 facts of which no second screen heard']],
  ['a request failed', { failures: 1_000 }, ['1,000 requests or messages failed']],
  ['a stream cut', { streamsCut: 1 }, ['1 streams cut']],
  ['a heap that grows', { samples: growing('heap', 8) }, ['heap grew from 136 MB to 168 MB']],
  ['a resident memory that grows', { samples: growing('rss', 20) }, ['resident memory grew from 440 MB to 520 MB']],
  ['what is chance in memory', { samples: growing('heap', 2) }, []],
  ['a run too short to judge memory', { minutes: 1, samples: growing('heap', 50) }, []],
] as const)('%s', (_what, other, said) => {
  expect(notMet({ ...good, ...other })).toEqual(said);
});
