import { existsSync, statSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { type ImportKind, importKinds } from '#server/finder/import-kinds.ts';
import { importFile } from '#server/finder/import-run.ts';
import { withCenters } from './centers-database.ts';
import { type Command, NotUnderstood, type Out, parse } from './command.ts';

/** A heap that doubles before it is swept, not to several times what is used: memory stays flat. */
const growing = '--heap-growing-percent=100';

const isKind = (text: string | undefined): text is ImportKind => importKinds.some((kind) => kind === text);

/** Which rows, how fast, how long still: on standard error, once a second; one line that is written over on a screen. */
function teller(file: string) {
  const { size } = statSync(file);
  const began = performance.now();
  let told = began;
  const screen = process.stderr.isTTY;
  return ({ rows, part, isAgain }: { rows: number; part: number; isAgain: boolean }) => {
    const now = performance.now();
    if (now - told < 1_000) return;
    told = now;
    const seconds = (now - began) / 1_000;
    const rate = `${((size * part) / 1e6 / seconds).toFixed(0)} MB/s`;
    const left = part > 0.01 ? `, ${clock((seconds / part) * (1 - part))} left` : '';
    const bar = `[${'#'.repeat(Math.round(part * 20)).padEnd(20, '.')}] ${String(Math.floor(part * 100)).padStart(3)} %`;
    const line = `${bar}  ${rows} rows${isAgain ? ' (kept before, passed over)' : ''}, ${rate}${left}`;
    process.stderr.write(screen ? `\r\u001b[K${line}` : `${line}\n`);
  };
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;

async function run(args: readonly string[], _out: Out): Promise<number> {
  const { values, positionals } = parse(args, { schema: { type: 'boolean' } });
  if (values.schema) {
    const { profileSchema } = await import('#server/finder/profile.ts');
    process.stdout.write(`${JSON.stringify(profileSchema(), null, 2)}\n`);
    return 0;
  }
  const [kind, file, ...more] = positionals;
  if (!isKind(kind)) throw new NotUnderstood(`Say what kind of file it is: ${importKinds.join(', ')}.`);
  if (file === undefined || more.length > 0) throw new NotUnderstood('Name one file: racemic import <kind> <file>');
  if (!existsSync(file) || !statSync(file).isFile()) throw new NotUnderstood(`There is no file ${file}.`);
  setFlagsFromString(growing);
  const progress = teller(file);
  const summary = await withCenters((db) => importFile({ db, kind, file, now: new Date(), progress }));
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  process.stdout.write(`${JSON.stringify(summary)}\n`);
  return 0;
}

export const importCommand: Command = {
  words: 'import',
  usage: `<${importKinds.join('|')}> <file> | --schema`,
  summary: 'Read centers from a file, go on where a killed reading stopped; answers a summary as JSON',
  run,
};
