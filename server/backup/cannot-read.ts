/** A backup that can't be trusted or used, in one sentence for the person who holds it. */
export class CannotRead extends Error {
  override name = 'CannotRead';
}
