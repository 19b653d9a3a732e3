import { CannotRead } from '#server/backup/cannot-read.ts';
import { CannotRestore } from '#server/backup/cannot-restore.ts';
import { CannotImport } from '#server/finder/cannot-import.ts';
import { CannotProceed } from '#server/platform/cannot-proceed.ts';
import { CannotStart } from '#server/platform/cannot-start.ts';
import { LineCut } from '#simulator/monitor-line.ts';
import { type Command, consoleOut, NotUnderstood, type Out } from './command.ts';

/** The commands by their first word. A file is read only when its command is typed: none waits for the parts of another. */
const files = new Map<string, () => Promise<readonly Command[]>>([
  ['backup', async () => (await import('./backup.ts')).backupCommands],
  ['restore', async () => [(await import('./restore.ts')).restoreCommand]],
  ['audit', async () => (await import('./audit.ts')).auditCommands],
  ['station', async () => (await import('./station.ts')).stationCommands],
  ['account', async () => (await import('./account.ts')).accountCommands],
  ['score', async () => [(await import('./score.ts')).scoreCommand]],
  ['change', async () => [(await import('./change.ts')).changeCommand]],
  [
    'simulate',
    async () => [
      (await import('./simulate.ts')).simulateCommand,
      (await import('./simulate-clinics.ts')).simulateClinicsCommand,
      (await import('./simulate-report.ts')).simulateReportCommand,
    ],
  ],
  ['eligibility', async () => [(await import('./eligibility.ts')).eligibilityCommand]],
  ['dose', async () => [(await import('./dose.ts')).doseCommand]],
  ['schedule', async () => [(await import('./schedule.ts')).scheduleCommand]],
  ['sources', async () => [(await import('./sources.ts')).sourcesCommand]],
  ['import', async () => [(await import('./import.ts')).importCommand]],
  ['find', async () => [(await import('./find.ts')).findCommand]],
  ['replay', async () => [(await import('./replay.ts')).replayCommand]],
  ['check', async () => (await import('./check.ts')).checkCommands],
]);

/** The commands of the medicine and of the finder speak JSON to scripts, also about what they don't understand. */
const speaksJson = new Set([
  'score',
  'change',
  'simulate',
  'eligibility',
  'dose',
  'schedule',
  'sources',
  'check',
  'import',
  'find',
]);

async function help(out: Out): Promise<void> {
  const commands = (await Promise.all([...files.values()].map((load) => load()))).flat();
  const lines = commands.flatMap(({ words, usage, summary }) => [`  ${words} ${usage}`.trimEnd(), `      ${summary}`]);
  out.answer({ commands: commands.map(({ words, usage, summary }) => ({ words, usage, summary })) }, [
    'racemic <command>',
    '',
    ...lines,
    '',
    'Every command takes --json. Settings are those of npm start: see .env.example.',
  ]);
}

/** The command whose words these arguments begin with; of two, the one with more words. */
async function find(args: readonly string[]): Promise<{ command: Command; rest: string[] } | undefined> {
  const typed = args.filter((arg) => !arg.startsWith('-'));
  const commands = (await files.get(typed[0] ?? '')?.()) ?? [];
  const found = commands
    .filter((command) => command.words.split(' ').every((word, index) => typed[index] === word))
    .sort((a, b) => b.words.split(' ').length - a.words.split(' ').length)[0];
  if (found === undefined) return undefined;
  const words = found.words.split(' ');
  const rest = [...args];
  for (const word of words) rest.splice(rest.indexOf(word), 1);
  return { command: found, rest };
}

async function run(args: readonly string[]): Promise<number> {
  const out = consoleOut(args.includes('--json'));
  if (args.length === 0 || args[0] === 'help' || args.includes('--help')) {
    await help(out);
    return 0;
  }
  const found = await find(args);
  if (found === undefined) throw new NotUnderstood(`There is no command "${args.join(' ')}". Type: racemic help`);
  return found.command.run(found.rest, out);
}

/** One sentence for what a person can act on; anything else is a defect and shows where it is. */
function inWords(error: unknown): string {
  if (error instanceof CannotProceed) return error.sentence;
  const expected = [NotUnderstood, CannotStart, CannotRead, CannotRestore, CannotImport, LineCut];
  if (!(error instanceof Error)) return String(error);
  return expected.some((kind) => error instanceof kind) ? error.message : (error.stack ?? error.message);
}

function explain(error: unknown, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify({ error: inWords(error) })}\n`);
  else process.stderr.write(`${inWords(error)}\n`);
}

const args = process.argv.slice(2);
const answersJson = args.includes('--json') || speaksJson.has(args[0] ?? '');
// Whoever reads the answer may have read enough: `racemic sources | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
try {
  process.exitCode = await run(args);
} catch (error) {
  explain(error, answersJson);
  process.exitCode = error instanceof NotUnderstood ? 2 : 1;
}
