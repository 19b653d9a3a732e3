import { changeRequest } from '#clinical/followup/followup.ts';
import { jsonCommand } from './json-command.ts';

export const changeCommand = jsonCommand({
  words: 'change',
  usage: '<scale>',
  summary: 'Says what a change from the baseline means on a rating scale: {"baseline":36,"current":18}.',
  answer: (input, [scale]) => changeRequest(input, scale),
});
