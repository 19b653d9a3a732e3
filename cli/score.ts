import { scaleNames, scoreRequest } from '#clinical/scales/scales.ts';
import { jsonCommand } from './json-command.ts';

export const scoreCommand = jsonCommand({
  words: 'score',
  usage: '<scale>',
  summary: `Scores the answers of a rating scale: {"answers":[2,1,null,…]}. Scales: ${scaleNames.join(', ')}.`,
  answer: (input, [scale]) => scoreRequest(input, scale),
});
