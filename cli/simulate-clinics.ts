import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { simulateClinics } from '#simulator/clinics.ts';
import { usualFigures } from '#simulator/figures.ts';
import { rulesFrom } from '#simulator/whole-person.ts';
import { type Command, NotUnderstood, type Out, parse } from './command.ts';
import { monday, teller, whole } from './simulate-options.ts';

const text = { type: 'string' } as const;

async function run(args: readonly string[], out: Out): Promise<number> {
  const { values, positionals } = parse(args, { seed: text, clinics: text, people: text, from: text, weeks: text });
  if (positionals.length > 0) throw new NotUnderstood(`"${positionals.join(' ')}" is not understood.`);
  const wanted = {
    seed: whole(values.seed, 1, '--seed', 0),
    clinics: whole(values.clinics, 1, '--clinics'),
    peopleOfEach: whole(values.people, 100, '--people'),
    from: monday(values.from, '2026-01-05'),
    withinWeeks: whole(values.weeks, 26, '--weeks'),
  };
  const progress = teller(out.tell);
  let people = 0;
  function* lines(): Generator<string> {
    for (const line of simulateClinics(wanted, rulesFrom(usualFigures))) {
      if (line.line === 'person') {
        people += 1;
        progress.now(people);
      }
      yield `${JSON.stringify(line)}\n`;
    }
  }
  await pipeline(Readable.from(lines()), process.stdout, { end: false });
  progress.end(people);
  return 0;
}

export const simulateClinicsCommand: Command = {
  words: 'simulate clinics',
  usage: '[--seed 1] [--clinics 1] [--people 100] [--from 2026-01-05] [--weeks 26]',
  summary: 'Virtual clinics with their people, chairs, staff and stock, one JSON line each; nobody in them exists.',
  run,
};
