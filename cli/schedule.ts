import { scheduleRequest } from '#clinical/plan/plan.ts';
import { jsonCommand } from './json-command.ts';

export const scheduleCommand = jsonCommand({
  words: 'schedule',
  usage: '[--ndjson] < request.json',
  summary: 'The days of a course around closed days, each with its reason, and when its response is looked at.',
  answer: (input) => scheduleRequest(input),
});
