import { doseRequest } from '#clinical/plan/plan.ts';
import { jsonCommand } from './json-command.ts';

export const doseCommand = jsonCommand({
  words: 'dose',
  usage: '[--ndjson] < request.json',
  summary: 'What a dose comes to for a patient: mg, mL, pump rate, and what there is to say about it.',
  answer: (input) => doseRequest(input),
});
