import { checkRequest } from '#clinical/chart/chart.ts';
import { jsonCommand } from './json-command.ts';

const check = (kind: 'npi' | 'dea', name: string) =>
  jsonCommand({
    words: `check ${kind}`,
    usage: '[<number>]',
    summary: `Whether the check digit of ${name} is right, and if not, why. Many: --ndjson, lines of {"value":"…"}.`,
    isSaidByArguments: (args) => args.length > 0,
    answer: (input, args) => checkRequest(kind, input, args),
  });

export const checkCommands = [check('npi', 'an NPI'), check('dea', 'a DEA number')];
