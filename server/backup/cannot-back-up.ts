/** Why there is no new backup, in one sentence for the owner. */
export class CannotBackUp extends Error {
  override name = 'CannotBackUp';
}
