import { eligibilityRequest } from '#clinical/eligibility/eligibility.ts';
import { jsonCommand } from './json-command.ts';

/**
 * What stands in the way of ketamine or esketamine for one person. Only `product` and `route` are needed; what is not said
 * comes back as a finding. The facts and their words are described in `clinical/eligibility/facts.ts`:
 *
 *     echo '{"product":"esketamine","route":"intranasal","on":"2026-11-25","ageYears":44,"diagnosis":"mdd",
 *       "conditions":{"psychosis":"no","hypertension":"controlled"},"medicines":["Rifadin 300 mg capsule"],
 *       "vitals":{"measuredOn":"2026-11-25","bloodPressures":[{"systolic":152,"diastolic":88}]}}' | racemic eligibility
 */
export const eligibilityCommand = jsonCommand({
  words: 'eligibility',
  usage: '[--ndjson] < facts.json',
  summary:
    'What stands in the way, from facts as {"product":"esketamine"|"ketamine","route":"iv"|"im"|"sc"|"intranasal"|"oral"|"sublingual","ageYears":44,"conditions":{"psychosis":"no"},"medicines":["sertraline"]}. What is not said is a finding.',
  answer: (input) => eligibilityRequest(input),
});
