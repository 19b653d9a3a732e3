import { CannotProceed } from '#server/platform/cannot-proceed.ts';

/** Why there is no new backup, in one sentence for the owner. */
export class CannotBackUp extends CannotProceed {
  constructor(sentence: string, cause?: unknown) {
    super('unavailable', sentence);
    this.cause = cause;
  }
}
