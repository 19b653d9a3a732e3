import type { Context as HonoContext } from 'hono';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import type { Env } from '#server/platform/route.ts';
import { isLocked, knownSignIn } from './identify.ts';
import { type Incoming, incoming } from './incoming.ts';
import type { KnownSignIn } from './known.ts';

/** A request of someone who is signed in, perhaps without a second factor yet, perhaps with the screen locked. */
export type SignedIn = Incoming & { known: KnownSignIn; locked: boolean };

export async function signedIn(c: HonoContext<Env>): Promise<SignedIn> {
  const req = await incoming(c);
  const known = await knownSignIn(req.services, req.headers, req.station);
  if (known === undefined) throw new CannotProceed('not-signed-in', 'Sign in first.');
  return { ...req, known, locked: isLocked(req.services, known, req.now) };
}

/** The same, with the screen open. */
export async function atWork(c: HonoContext<Env>): Promise<SignedIn> {
  const req = await signedIn(c);
  if (req.locked) throw new CannotProceed('locked', 'The screen is locked. Confirm that it is you.');
  return req;
}

/**
 * For what protects the account itself. Someone without any factor may set up the first; from then on only who has
 * proved one, and has just confirmed it, adds or changes any. A PIN alone never does.
 */
export function mayChangeFactors(req: SignedIn): void {
  const { known, now } = req;
  if (known.factors === 'none') return;
  if (known.secondFactorAt === undefined)
    throw new CannotProceed('second-factor-needed', 'Sign in with the second factor you already have.');
  if (known.steppedUpUntil === undefined || known.steppedUpUntil <= now)
    throw new CannotProceed('step-up-needed', 'Confirm that it is you before this.');
}
