/** Liver enzymes and what they stop (basis 1.7 and 7.2). All values are multiples of the upper limit of normal (ULN). */
import type { Finding } from '#clinical/findings.ts';
import { projectDefault, sourced } from '#clinical/sources.ts';
import type { Facts } from './facts.ts';
import { askFirst, say } from './say.ts';

export const stopAbove = sourced(
  'ALT or AST above which treatment stops',
  5,
  '{ULN}',
  projectDefault('clinical basis 1.7, 7.2'),
);
export const stopWithSignsAbove = sourced(
  'ALT or AST above which treatment stops when bilirubin is raised or there are symptoms',
  3,
  '{ULN}',
  projectDefault('clinical basis 1.7, 7.2'),
);
export const bilirubinAbove = sourced(
  'Bilirubin that counts as raised',
  2,
  '{ULN}',
  projectDefault('clinical basis 1.7, 7.2'),
);
export const repeatAbove = sourced(
  'ALT or AST above which they are repeated in 1 to 2 weeks and the dose is not raised',
  2,
  '{ULN}',
  projectDefault('clinical basis 7.2'),
);

const rule = 'liver-enzymes';

/** Whether something stands beside the enzymes that makes them worse; what is not known counts as there. */
function signsOf(facts: Facts): string | undefined {
  const { bilirubinTimesUln: bilirubin, liverSymptoms: symptoms } = facts.labs ?? {};
  if (symptoms === 'yes') return 'with symptoms';
  if (bilirubin !== undefined && bilirubin > bilirubinAbove.value) return `with bilirubin ${bilirubin} × ULN`;
  if (bilirubin === undefined) return 'bilirubin is not known and counts as raised';
  return symptoms === 'no' ? undefined : 'whether there are symptoms is not known, and counts as yes';
}

function levelOf(highest: number, facts: Facts): Finding[] {
  const { labs = {} } = facts;
  const named = {
    rule,
    facts: {
      'labs.altTimesUln': labs.altTimesUln,
      'labs.astTimesUln': labs.astTimesUln,
      'labs.bilirubinTimesUln': labs.bilirubinTimesUln,
      'labs.liverSymptoms': labs.liverSymptoms,
    },
  };
  if (highest > stopAbove.value)
    return [say({ ...named, strength: 'absolute', says: `ALT or AST ${highest} × ULN: stop.`, by: stopAbove })];
  const signs = signsOf(facts);
  if (highest > stopWithSignsAbove.value && signs !== undefined)
    return [
      say({
        ...named,
        strength: 'absolute',
        says: `ALT or AST ${highest} × ULN, ${signs}: stop.`,
        by: stopWithSignsAbove,
      }),
    ];
  if (highest > repeatAbove.value)
    return [
      say({
        ...named,
        strength: 'relative',
        says: `ALT or AST ${highest} × ULN: repeat in 1 to 2 weeks, and do not raise the dose.`,
        by: repeatAbove,
      }),
    ];
  return [];
}

export function liverFindings(facts: Facts): Finding[] {
  const { altTimesUln: alt, astTimesUln: ast, bilirubinTimesUln: bilirubin } = facts.labs ?? {};
  const known = [alt, ast].filter((value) => value !== undefined);
  const findings = known.length === 0 ? [] : levelOf(Math.max(...known), facts);
  const unknown = [
    ...(alt === undefined ? ['ALT'] : []),
    ...(ast === undefined ? ['AST'] : []),
    ...(bilirubin === undefined ? ['bilirubin'] : []),
  ];
  if (unknown.length === 0) return findings;
  return [
    ...findings,
    say({
      rule,
      strength: 'missing',
      says: `Not known: ${unknown.join(', ')} (as a multiple of the upper limit of normal).`,
      facts: { 'labs.altTimesUln': alt, 'labs.astTimesUln': ast, 'labs.bilirubinTimesUln': bilirubin },
      by: repeatAbove,
      override: known.length === 0 ? askFirst : undefined,
    }),
  ];
}
