/** Every reason we stop a person, with its HTTP status and FHIR issue type. The one list. */
export const reasons = {
  'not-understood': { status: 400, issue: 'invalid' },
  'not-signed-in': { status: 401, issue: 'login' },
  locked: { status: 401, issue: 'login' },
  'station-revoked': { status: 401, issue: 'login' },
  'second-factor-needed': { status: 403, issue: 'forbidden' },
  'step-up-needed': { status: 403, issue: 'forbidden' },
  'break-glass-needed': { status: 403, issue: 'forbidden' },
  'care-team-needed': { status: 403, issue: 'forbidden' },
  'not-permitted': { status: 403, issue: 'forbidden' },
  'not-found': { status: 404, issue: 'not-found' },
  'changed-by-someone-else': { status: 409, issue: 'conflict' },
  'already-there': { status: 409, issue: 'duplicate' },
  'too-large': { status: 413, issue: 'too-long' },
  blocked: { status: 422, issue: 'business-rule' },
  'too-many': { status: 429, issue: 'throttled' },
  unavailable: { status: 503, issue: 'transient' },
} as const;
export type Reason = keyof typeof reasons;

/** A person is stopped, and told why in one sentence. Everything else that is thrown is a defect. */
export class CannotProceed extends Error {
  readonly reason: Reason;
  readonly sentence: string;
  readonly details: unknown;

  constructor(reason: Reason, sentence: string, details?: unknown) {
    super(`${reason}: ${sentence}`);
    this.name = 'CannotProceed';
    this.reason = reason;
    this.sentence = sentence;
    this.details = details;
  }
}

/** What a person sees whether a thing is absent or belongs to another clinic: the two must look the same. */
export const notFound = (what: string): CannotProceed =>
  new CannotProceed('not-found', `There is no such ${what} in this clinic.`);
