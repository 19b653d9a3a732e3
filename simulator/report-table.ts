/** The report as a person reads it: a table in Markdown. */
import type { Range } from '#clinical/learn/learn.ts';
import type { Report } from './report.ts';
import type { Judged } from './report-line.ts';

const number = (value: number) => String(Math.round(value * 10) / 10);
const span = ({ from, to }: Range) => (from === to ? number(from) : `${number(from)} to ${number(to)}`);
const units = { '%': '%', 'mm[Hg]': 'mmHg', '{score}': 'points' } as const;

const figureOf = ({ figure, unit, against, verified, provenance, source }: Judged) => {
  const sure = verified || against === 'assumption' ? '' : ', not read again';
  return `${span(figure)} ${units[unit]}: ${against === 'assumption' ? '' : `${provenance}, `}${source}${sure}`;
};

function row(line: Judged): string {
  const { simulated, route, what, limit, verdict } = line;
  const value = simulated === null ? 'nobody' : `${number(simulated.value)} (${span(simulated.interval)})`;
  const people = simulated === null ? '0' : String(simulated.people);
  return `| ${[route, what, value, people, figureOf(line), span(limit), verdict].join(' | ')} |`;
}

const head = ['Route', 'What', 'Simulated (95 %)', 'People', 'Figure and source', 'Limit', 'Verdict'];

export function reportTable({ seed, people, notTreated, lines, passes }: Report): string[] {
  const off = lines.filter(({ verdict }) => verdict !== 'within').length;
  return [
    `Seed ${seed}, ${people} people, of whom a rule of the medicine held ${notTreated} back.`,
    '',
    `| ${head.join(' | ')} |`,
    `|${' --- |'.repeat(head.length)}`,
    ...lines.map(row),
    '',
    passes ? `All ${lines.length} lines are within their limits.` : `${off} of ${lines.length} lines are not within.`,
  ];
}
