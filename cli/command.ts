import { type ParseArgsConfig, parseArgs } from 'node:util';

/** How a command answers: people read text, scripts read one JSON value. */
export type Out = {
  json: boolean;
  /** The answer, once: the value for scripts, the lines for people. */
  answer(value: object, lines: readonly string[]): void;
  /** What happens meanwhile; scripts don't see it. */
  tell(line: string): void;
};

export type Command = {
  /** What is typed after `racemic`, as `audit verify`. */
  words: string;
  /** What follows the words, as `<file> [--json]`. */
  usage: string;
  summary: string;
  /** @returns the exit code: 0 is as wished */
  run(args: readonly string[], out: Out): Promise<number>;
};

/** A command was typed in a way that nobody understands; the sentence says what is wrong. */
export class NotUnderstood extends Error {
  override name = 'NotUnderstood';
}

/** @throws NotUnderstood in place of Node's own words */
export function parse<T extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: T) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, json: { type: 'boolean' } },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    throw new NotUnderstood(error instanceof Error ? error.message.split('. ')[0] : String(error));
  }
}

export const consoleOut = (json: boolean): Out => ({
  json,
  answer: (value, lines) => process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${lines.join('\n')}\n`),
  tell: (line) => {
    if (!json) process.stderr.write(`${line}\n`);
  },
});
