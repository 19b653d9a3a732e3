import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { BadInput } from '#clinical/bad-input.ts';
import type { Command } from './command.ts';

/**
 * The commands of the medicine: JSON in on standard input, JSON out, errors as JSON with exit code 2. With `--ndjson` one
 * request a line, one answer a line, in order, as they come. They open no database.
 */
type JsonCommand = {
  words: string;
  usage: string;
  summary: string;
  /** Standard input is not read when the arguments say it all. */
  isSaidByArguments?: (args: readonly string[]) => boolean;
  /** @throws BadInput naming the field */
  answer: (input: unknown, args: readonly string[]) => object;
};

const flags = ['--json', '--ndjson'];

function read(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new BadInput(
      '',
      line.trim() === '' ? 'Nothing came on standard input: it takes JSON.' : 'The input is not JSON.',
    );
  }
}

/** The error of one request; a defect is passed on, and shows where it is. */
function refusal(error: unknown): object {
  if (!(error instanceof BadInput)) throw error;
  return { error: error.message, ...(error.field === '' ? {} : { field: error.field }) };
}

const say = (answer: object) =>
  new Promise<void>((resolve, reject) =>
    process.stdout.write(`${JSON.stringify(answer)}\n`, (error) => (error ? reject(error) : resolve())),
  );

/** Exit code 2 when any request was refused. */
async function answerLines(command: JsonCommand, args: readonly string[]): Promise<number> {
  let code = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    try {
      await say(command.answer(read(line), args));
    } catch (error) {
      code = 2;
      await say(refusal(error));
    }
  }
  return code;
}

async function answerOne(command: JsonCommand, args: readonly string[]): Promise<number> {
  try {
    const input = command.isSaidByArguments?.(args) ? undefined : read(await text(process.stdin));
    await say(command.answer(input, args));
    return 0;
  } catch (error) {
    await say(refusal(error));
    return 2;
  }
}

export const jsonCommand = (command: JsonCommand): Command => ({
  words: command.words,
  usage: command.usage,
  summary: command.summary,
  run(args) {
    const rest = args.filter((arg) => !flags.includes(arg));
    return args.includes('--ndjson') ? answerLines(command, rest) : answerOne(command, rest);
  },
});
