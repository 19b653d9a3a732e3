import { z } from '@hono/zod-openapi';
import { expect, test } from 'vitest';
import { aClinic } from '../../tests/builders.ts';
import { refused } from '../../tests/said.ts';
import { aServer } from '../../tests/services.ts';
import { speakPlainly } from './issue-words.ts';

speakPlainly();

const Form = z.object({
  name: z.string().min(1).max(200),
  code: z.string().min(6),
  count: z.int().min(1).max(60),
  share: z.number().positive(),
  kind: z.enum(['allergy', 'intolerance']),
  list: z.array(z.string()).max(2),
  sure: z.boolean(),
  on: z.iso.date(),
  own: z.string().min(3, 'has three letters'),
});
const fine = {
  name: 'x',
  code: '123456',
  count: 1,
  share: 0.5,
  kind: 'allergy',
  list: [],
  sure: true,
  on: '2026-11-26',
  own: 'abc',
};

test.each([
  [{ name: undefined }, 'is needed'],
  [{ name: null }, 'is needed'],
  [{ name: '' }, 'is needed'],
  [{ name: 7 }, 'is text'],
  [{ name: 'x'.repeat(201) }, 'has 200 characters or fewer'],
  [{ code: '12' }, 'has 6 characters or more'],
  [{ count: 61 }, 'is 60 or less'],
  [{ count: 0 }, 'is 1 or more'],
  [{ count: 1.5 }, 'is a whole number'],
  [{ count: 'x' }, 'is a number'],
  [{ share: 0 }, 'is more than 0'],
  [{ kind: 'rash' }, 'is one of: allergy, intolerance'],
  [{ kind: undefined }, 'is needed'],
  [{ list: ['1', '2', '3'] }, 'has 2 entries or fewer'],
  [{ list: 'x' }, 'is a list'],
  [{ sure: 'yes' }, 'is true or false'],
  [{ on: '2026-02-30' }, 'is not in the form that it must have'],
  [{ own: 'a' }, 'has three letters'],
])('%j: %s', (wrong, words) => {
  expect(Form.safeParse({ ...fine, ...wrong }).error?.issues[0]?.message).toBe(words);
});

test('a request that does not fit is refused in words that go on after the name of the field', async () => {
  await using server = await aServer();
  const nurse = await (await aClinic(server.services)).as('nurse');
  const search = async (body: object) =>
    (await refused(await server.request('POST', '/api/patients/search', { as: nurse, body }))).sentence;
  expect(await search({})).toBe('q: is needed.');
  expect(await search({ q: 'x'.repeat(201) })).toBe('q: has 200 characters or fewer.');
  expect(await search({ q: 'x', limit: 1_000 })).toBe('limit: is 100 or less.');
});
