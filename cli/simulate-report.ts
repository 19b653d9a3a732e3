import { simulationReport } from '#simulator/report.ts';
import { reportTable } from '#simulator/report-table.ts';
import { type Command, NotUnderstood, type Out, parse } from './command.ts';
import { teller, whole } from './simulate-options.ts';

const text = { type: 'string' } as const;

async function run(args: readonly string[], out: Out): Promise<number> {
  const { values, positionals } = parse(args, { seed: text, people: text });
  if (positionals.length > 0) throw new NotUnderstood(`"${positionals.join(' ')}" is not understood.`);
  const progress = teller(out.tell);
  const report = simulationReport({
    seed: whole(values.seed, 1, '--seed', 0),
    peopleOfEachRoute: whole(values.people, 6_000, '--people'),
    tell: progress.now,
  });
  progress.end(report.people);
  out.answer(report, reportTable(report));
  return report.passes ? 0 : 1;
}

export const simulateReportCommand: Command = {
  words: 'simulate report',
  usage: '[--seed 1] [--people 6000] [--json]',
  summary: 'Simulates people of every route and holds them against the clinical basis; exit code 1 when a line is off.',
  run,
};
