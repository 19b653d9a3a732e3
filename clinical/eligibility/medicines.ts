/** What the medicines someone takes mean for ketamine or esketamine. Not asked is not "none". */
import type { Finding } from '#clinical/findings.ts';
import { practice, projectDefault, sourced } from '#clinical/sources.ts';
import { ownerOfUnknown } from './condition-findings.ts';
import type { DrugClass } from './drug-classes.ts';
import type { Facts, Medicine } from './facts.ts';
import { diazepamEquivalentAbove, type InteractionRow, interactionRows, settingOf } from './interactions.ts';
import { type Recognised, recognise } from './medicine-names.ts';
import { askFirst, say } from './say.ts';
import { isByMouth } from './treatments.ts';

export const medicineList = sourced(
  'The list of medicines is part of the work-up, and a name nobody knows is a question',
  'missing',
  '1',
  projectDefault('clinical basis 2.5, 2.6 [S96,S91]'),
);
export const alcoholFree = sourced(
  'Hours without alcohol before a session',
  24,
  'h',
  projectDefault('clinical basis 2.5'),
);
export const grapefruitFree = sourced(
  'Hours without grapefruit before ketamine by mouth',
  48,
  'h',
  projectDefault('clinical basis 2.5 [S106]'),
);
export const noRule = sourced(
  'A medicine that no row of the basis names',
  'information',
  '1',
  practice('clinical basis 2.5', 'unverified'),
);

type Taken = Recognised & { readonly name: string; readonly diazepamEquivalentMgPerDay: number | undefined };

const nameOf = (medicine: Medicine): string => (typeof medicine === 'string' ? medicine : medicine.name);

export const takenIn = (medicines: readonly Medicine[]): Taken[] =>
  medicines.map((medicine) => ({
    name: nameOf(medicine),
    diazepamEquivalentMgPerDay: typeof medicine === 'string' ? undefined : medicine.diazepamEquivalentMgPerDay,
    ...recognise(nameOf(medicine)),
  }));

/** Yes, no or not known: whether anything of these classes is taken. A name that nobody knows may be one. */
export function takes(facts: Facts, classes: readonly DrugClass[]): 'yes' | 'no' | 'not-known' {
  if (facts.medicines === undefined) return 'not-known';
  const taken = takenIn(facts.medicines);
  if (taken.some((of) => of.classes.some((name) => classes.includes(name)))) return 'yes';
  return taken.some((of) => of.unknown.length > 0 || of.ingredients.length === 0) ? 'not-known' : 'no';
}

const listed = (names: readonly string[]) => [...new Set(names)].sort().join(', ');

/** The dose of benzodiazepines decides how much they weigh: a sum, or not known as soon as one is not known. */
function benzodiazepineDose(taken: readonly Taken[]): Finding[] {
  const hits = taken.filter(({ classes }) => classes.includes('benzodiazepine'));
  const doses = hits.map((of) => of.diazepamEquivalentMgPerDay);
  const known = doses.filter((dose) => dose !== undefined);
  const sum = known.reduce((total, dose) => total + dose, 0);
  const limit = `${diazepamEquivalentAbove.value} mg a day as diazepam`;
  const named = {
    rule: 'benzodiazepine-dose',
    facts: { medicines: hits.map((of) => of.name), diazepamEquivalentMgPerDay: doses.map((dose) => dose ?? null) },
    by: diazepamEquivalentAbove,
  };
  if (sum > diazepamEquivalentAbove.value)
    return [
      say({
        ...named,
        strength: 'caution',
        says: `${listed(hits.map((of) => of.name))}: ${sum} mg a day as diazepam: above ${limit} fewer responded.`,
      }),
    ];
  if (known.length === doses.length) return [];
  return [
    say({
      ...named,
      strength: 'missing',
      says: `${listed(hits.map((of) => of.name))}: the dose is not known. Above ${limit} fewer responded.`,
    }),
  ];
}

function interactionOf(row: InteractionRow, taken: readonly Taken[], facts: Facts): Finding[] {
  const cell = row.cells[settingOf(facts)];
  if (cell === undefined) return [];
  const hits = taken.filter((of) => of.classes.some((name) => row.classes.includes(name)));
  if (hits.length === 0) return [];
  return [
    say({
      rule: row.rule,
      strength: cell.strength,
      says: `${listed(hits.map((of) => of.name))}: ${cell.says}`,
      facts: { medicines: hits.map((of) => of.name) },
      by: cell,
    }),
  ];
}

/** How people write that there are no medicines: an empty list says it, a word does not. */
const meansNone = /^(none|no|nil|nothing|n\/a|na|-|no (medicines?|medications?|meds|drugs))[.!]?$/i;

function askAbout({ name, ingredients, unknown }: Taken): string {
  if (meansNone.test(name.trim())) return `"${name}" is no medicine. If there are none, enter an empty list.`;
  if (ingredients.length === 0) return `"${name}" is not a medicine this system knows: look up its interactions.`;
  return `"${name}": ${ingredients.join(', ')} was read, but not ${unknown.join(' ')}. Look it up.`;
}

/** A name with words nobody knows: the rest of it was still read. */
const unrecognised = (taken: readonly Taken[]): Finding[] =>
  taken
    .filter((of) => of.unknown.length > 0 || of.ingredients.length === 0)
    .map((of) =>
      say({
        rule: 'medicine-not-recognised',
        strength: 'missing',
        says: askAbout(of),
        facts: { medicines: [of.name] },
        by: medicineList,
      }),
    );

function withoutRule(taken: readonly Taken[], facts: Facts): Finding[] {
  const spokenOf = new Set(
    interactionRows.rows.flatMap((row) => (row.cells[settingOf(facts)] === undefined ? [] : row.classes)),
  );
  const silent = taken.filter(
    (of) => of.unknown.length === 0 && of.ingredients.length > 0 && !of.classes.some((name) => spokenOf.has(name)),
  );
  if (silent.length === 0) return [];
  return [
    say({
      rule: 'medicines-without-a-rule',
      strength: noRule.value,
      says: `No rule here speaks about ${listed(silent.map((of) => of.name))}. That is not a statement that it is safe.`,
      facts: { medicines: silent.map((of) => of.name) },
      by: noRule,
    }),
  ];
}

/** Without a list: one question, and one more for each medicine that would block. */
function notAsked(facts: Facts): Finding[] {
  const named = { strength: 'missing', facts: { medicines: undefined }, override: askFirst } as const;
  const list = say({
    ...named,
    rule: 'medicines',
    says: 'Nobody has asked about medicines. If there are none, enter an empty list.',
    by: medicineList,
  });
  const blocking = interactionRows.rows.flatMap((row) => {
    const cell = row.cells[settingOf(facts)];
    if (cell?.strength !== 'absolute') return [];
    return [say({ ...named, rule: row.rule, says: `${row.what}: whether it is taken is not known.`, by: cell })];
  });
  return [list, ...blocking];
}

function beforehand(facts: Facts): Finding[] {
  const asked = [
    { rule: 'alcohol-before-session', fact: 'alcoholInLast24h', what: 'Alcohol', by: alcoholFree, applies: true },
    {
      rule: 'grapefruit-before-session',
      fact: 'grapefruitInLast48h',
      what: 'Grapefruit',
      by: grapefruitFree,
      applies: isByMouth(facts.route),
    },
  ] as const;
  return asked.flatMap(({ rule, fact, what, by, applies }) => {
    const said = facts[fact];
    if (!applies || said === 'no') return [];
    const named = { rule, facts: { [fact]: said }, by };
    if (said === 'yes')
      return [
        say({ ...named, strength: 'relative', says: `${what} in the last ${by.value} hours: hold the session.` }),
      ];
    return [
      say({
        ...named,
        strength: 'missing',
        says: `${what} in the last ${by.value} hours is not known.`,
        override: ownerOfUnknown(said, 'relative'),
      }),
    ];
  });
}

export function medicineFindings(facts: Facts): Finding[] {
  if (facts.medicines === undefined) return [...notAsked(facts), ...beforehand(facts)];
  const taken = takenIn(facts.medicines);
  return [
    ...interactionRows.rows.flatMap((row) => interactionOf(row, taken, facts)),
    ...benzodiazepineDose(taken),
    ...unrecognised(taken),
    ...withoutRule(taken, facts),
    ...beforehand(facts),
  ];
}
