import { z } from 'zod';
import type { Person } from './builders.ts';
import { read } from './said.ts';
import type { TestServer } from './services.ts';

export const Made = z.object({ id: z.string() });

const Answers = z.object({
  answers: z.array(
    z.object({
      outcome: z.enum(['kept', 'known', 'refused']),
      why: z.string().optional(),
      says: z.string().optional(),
      missing: z.array(z.object({ item: z.string(), says: z.string() })).optional(),
    }),
  ),
});

/** Facts as a station sends them, and what becomes of each. */
export const appended = async (server: TestServer, as: Person, events: readonly object[]) =>
  (await read(await server.request('POST', '/api/sessions/events', { as, body: { events } }), Answers)).answers;

/** Posts, and reads the id of what was made. */
export const made = async (server: TestServer, as: Person, path: string, body: object) =>
  read(await server.request('POST', path, { as, body }), Made);
