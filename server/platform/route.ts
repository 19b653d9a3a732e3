import { createRoute, OpenAPIHono, type RouteConfig, type RouteHandler, z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { CannotProceed, type Reason, reasons } from './cannot-proceed.ts';
import type { Context } from './context.ts';
import { permit } from './in-clinic.ts';
import { speakPlainly } from './issue-words.ts';
import type { Action } from './may.ts';
import type { Identified, Services } from './services.ts';

/** What a handler finds in `c.var`. `ctx` is there for every route that names an action. */
export type Env = {
  Variables: {
    services: Services;
    requestId: string;
    /** The address the request came from, through a declared proxy. */
    from: string;
    identified: Identified | undefined;
    ctx: Context;
  };
};

/**
 * Who a route lets in: an action of the one table in `may.ts`; `signed-in` for people who are still on their way in
 * (second factor to enrol, screen locked); `station` for an enrolled station before anyone signs in; `anyone`.
 */
export type Guard = Action | 'signed-in' | 'station' | 'anyone';

export const Problem = z
  .object({
    reason: z.enum(Object.keys(reasons) as [Reason, ...Reason[]]),
    sentence: z.string(),
    details: z.unknown().optional(),
    requestId: z.string(),
  })
  .openapi('Problem');

const problem = (description: string) => ({ description, content: { 'application/json': { schema: Problem } } });

type Given = RouteConfig & { may: Guard };

/** The routes that exist and whom they let in: filled as they are declared, walked by tests. */
export const declared = new Map<string, Guard>();

/**
 * Declares a route: path, shapes and who may. The guard runs before anything is parsed, so that a stranger learns
 * nothing from what the parser says. `openapi.ts` shows `may` as `x-racemic-may`.
 */
export function route<const R extends Given>(given: R) {
  const { may } = given;
  declared.set(`${given.method.toUpperCase()} ${given.path}`, may);
  const stops = {
    400: problem('Not understood'),
    ...(may === 'anyone' ? {} : { 401: problem('Not signed in, or the screen is locked') }),
    ...(may === 'anyone' || may === 'signed-in' ? {} : { 403: problem('Not permitted') }),
    404: problem('Not in this clinic'),
    409: problem('Changed by someone else, or there already'),
    422: problem('Blocked by a rule'),
    429: problem('Too many tries'),
  };
  return createRoute({
    ...given,
    middleware: guard(may),
    responses: Object.assign(given.responses, { ...stops, ...given.responses }),
  });
}

speakPlainly();

/**
 * Routes whose types are looked at one by one. The type of all of them together, from which a client could be made, is
 * never put together: nothing reads it, and the compiler would take minutes over it.
 */
export type Routes = {
  openapi<R extends RouteConfig>(route: R, handler: RouteHandler<R, Env>): Routes;
  route(path: string, some: OpenAPIHono<Env>): Routes;
} & OpenAPIHono<Env>;

/** An empty set of routes; what does not fit a schema is refused with the first thing that is wrong. */
export const routes = (): Routes =>
  new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (result.success) return;
      const issue = result.error.issues[0];
      const at = issue?.path.join('.') ?? '';
      throw new CannotProceed('not-understood', `${at === '' ? '' : `${at}: `}${issue?.message ?? 'not understood'}.`, {
        field: at,
      });
    },
  });

/** A body that must be there, as JSON. */
export const json = <S extends z.ZodType>(schema: S) => ({
  body: { required: true as const, content: { 'application/json': { schema } } },
});
/** An answer in JSON. */
export const answers = <S extends z.ZodType>(schema: S, description = 'Done') => ({
  description,
  content: { 'application/json': { schema } },
});

function guard(wanted: Guard): MiddlewareHandler<Env> {
  return async (c, next) => {
    const found = await admit(c.var.services, wanted, c.var.identified);
    if (found) c.set('ctx', contextOf(c.var.services, found, c.var.requestId));
    await next();
  };
}

async function admit(
  services: Services,
  wanted: Guard,
  found: Identified | undefined,
): Promise<Identified | undefined> {
  if (wanted === 'anyone' || wanted === 'station') return found;
  if (found === undefined) throw new CannotProceed('not-signed-in', 'Sign in first.');
  if (wanted === 'signed-in') return found;
  if (found.locked) throw new CannotProceed('locked', 'The screen is locked. Confirm that it is you.');
  if (found.actor.kind === 'staff' && found.secondFactor === 'none')
    throw new CannotProceed('second-factor-needed', 'Set up a passkey or a code app before anything else.');
  permit(contextOf(services, found, ''), wanted);
  return found;
}

export const contextOf = (services: Services, found: Identified, requestId: string): Context => ({
  services,
  clinicId: found.clinicId,
  by: found.actor,
  now: services.clock(),
  requestId,
  signInId: found.signInId,
  ...(found.stationId === undefined ? {} : { stationId: found.stationId }),
});
