import { simulate } from '#clinical/kinetics/kinetics.ts';
import { jsonCommand } from './json-command.ts';

export const simulateCommand = jsonCommand({
  words: 'simulate',
  usage: '[--ndjson] < request.json',
  summary: 'Predicted concentrations of ketamine and its metabolites after some doses.',
  answer: (input) => simulate(input),
});
