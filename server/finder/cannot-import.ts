/** A file is not what it was called, or cannot be read at all; the sentence says what a person can do. */
export class CannotImport extends Error {
  override name = 'CannotImport';
}
