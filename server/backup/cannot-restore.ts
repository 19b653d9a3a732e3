/** Why a backup was not put back, in one sentence. The database is then as it was. */
export class CannotRestore extends Error {
  override name = 'CannotRestore';
}
