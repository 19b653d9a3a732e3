/** What the table of conditions has to say about one person. */
import type { Finding, Override } from '#clinical/findings.ts';
import { overrides } from '#clinical/findings.ts';
import { type ConditionRow, conditionRows } from './conditions.ts';
import type { Facts } from './facts.ts';
import { askFirst, say } from './say.ts';
import { columnsOf, strictest, type Treatment } from './treatments.ts';

/**
 * Who goes on without knowing: nobody before the question is asked; once it is, the same people who may go on against the
 * answer they fear.
 */
export function ownerOfUnknown(said: 'not-known' | undefined, feared: Finding['strength']): Override {
  if (said === undefined) return askFirst;
  return feared === 'absolute' ? overrides.twoClinicians : overrides.prescriber;
}

/** The diagnosis speaks about psychosis too: depression with psychotic features is an active psychosis. */
function psychoticFeatures({ diagnosis }: Facts): 'yes' | 'no' | 'not-known' {
  if (diagnosis === undefined || diagnosis === 'not-known') return 'not-known';
  return diagnosis === 'mdd-with-psychotic-features' ? 'yes' : 'no';
}

function findingOf(row: ConditionRow, facts: Facts, treatment: Treatment): Finding[] {
  const answered = facts.conditions?.[row.fact];
  const features = row.fact === 'psychosis' ? psychoticFeatures(facts) : 'no';
  if (answered === 'no' && features === 'no') return [];
  const said = features === 'yes' ? 'active' : answered;
  const columns = columnsOf(treatment);
  const cellsOf = (grades: readonly ConditionRow['grades'][string][]) =>
    grades.flatMap((grade) => columns.map((column) => grade[column]));
  const all = cellsOf(Object.values(row.grades));
  const known = said === undefined ? undefined : row.grades[said];
  const worst = strictest(known === undefined ? all : cellsOf([known]));
  if (worst === undefined) return [];
  const diagnosis = row.fact === 'psychosis' ? { diagnosis: facts.diagnosis } : {};
  const named = { rule: row.rule, facts: { [`conditions.${row.fact}`]: answered, ...diagnosis }, by: worst };
  if (features === 'yes')
    return [
      say({
        ...named,
        strength: worst.strength,
        says: 'Active psychosis: the diagnosis is major depression with psychotic features.',
      }),
      ...(answered === 'no'
        ? [
            say({
              ...named,
              rule: 'psychosis-contradicts-diagnosis',
              strength: 'missing',
              says: 'The diagnosis has psychotic features, while psychosis is answered with "no": correct one of them.',
            }),
          ]
        : []),
    ];
  if (said === 'no')
    return [
      say({
        ...named,
        strength: 'missing',
        says: 'Psychosis is answered with "no", but the diagnosis is not known: it can have psychotic features.',
        override: ownerOfUnknown(facts.diagnosis === 'not-known' ? 'not-known' : undefined, worst.strength),
      }),
    ];
  if (said === undefined || said === 'not-known')
    return [
      say({
        ...named,
        strength: 'missing',
        says: `${row.what}: ${said === undefined ? 'nobody has asked.' : 'it was asked, and it is not known.'}`,
        override: ownerOfUnknown(said, worst.strength),
      }),
    ];
  const isUngraded = known === undefined;
  const says = isUngraded ? `${row.what}: how grave is not known, so the gravest counts. ${worst.says}` : worst.says;
  return [say({ ...named, strength: worst.strength, says })];
}

export const conditionFindings = (facts: Facts): Finding[] =>
  conditionRows.rows.flatMap((row) => findingOf(row, facts, facts));
