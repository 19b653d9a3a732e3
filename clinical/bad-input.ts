import type { z } from 'zod';
import { wordsOf } from './issue-words.ts';

/** Something was asked with an input that means nothing. `field` is where, as `doses[2].mg`; the message is a sentence. */
export class BadInput extends Error {
  override name = 'BadInput';
  readonly field: string;
  constructor(field: string, sentence: string) {
    super(sentence);
    this.field = field;
  }
}

const written = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');

/** Reads an input by its schema. @throws BadInput that names the first field that is wrong */
export function readInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const read = schema.safeParse(input, { error: wordsOf });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue === undefined ? [] : issue.path;
  const extra = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const field = written(extra === undefined ? path : [...path, extra]);
  const says = extra === undefined ? (issue?.message ?? 'is not understood') : 'is not known here';
  throw new BadInput(field, `${field === '' ? 'the input' : field}: ${says}`);
}
