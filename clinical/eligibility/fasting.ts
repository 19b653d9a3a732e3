/** Food and drink before a session (basis 1.3 and 2.6), in hours. */
import type { Finding } from '#clinical/findings.ts';
import { type Basis, label, projectDefault, table } from '#clinical/sources.ts';
import type { DrugClass } from './drug-classes.ts';
import type { Facts } from './facts.ts';
import { takes } from './medicines.ts';
import { askFirst, say } from './say.ts';
import { isNasalSpray, isParenteral } from './treatments.ts';

type Fast = {
  readonly name: string;
  /** Below `food` the session waits; up to `foodBetter`, where the basis gives a range, it is a caution. */
  readonly food: number;
  readonly foodBetter: number;
  readonly drink: number;
};

export const fasts = table<Fast>(
  'Hours without food and without drink before a session',
  'h',
  projectDefault('clinical basis 2.6'),
  [
    { name: 'nasal spray', food: 2, foodBetter: 2, drink: 0.5, ...label('clinical basis 1.3, 2.6 [S14,S12]') },
    { name: 'compounded nasal', food: 2, foodBetter: 2, drink: 0.5, ...projectDefault('clinical basis 1.5, 2.6') },
    { name: 'by injection or infusion', food: 4, foodBetter: 4, drink: 2 },
    {
      name: 'by injection or infusion, with slow emptying of the stomach or a sedative',
      food: 6,
      foodBetter: 8,
      drink: 2,
    },
    { name: 'by mouth', food: 2, foodBetter: 4, drink: 2 },
  ],
);

/** What slows the stomach, or makes it more dangerous when it is full. */
const slowing: readonly DrugClass[] = [
  'glp-1',
  'benzodiazepine',
  'opioid',
  'alcohol',
  'z-drug',
  'gabapentinoid',
  'sedating-antihistamine',
  'barbiturate',
  'other-sedative',
];

const named = (name: string): (Fast & Partial<Basis>) | undefined => fasts.rows.find((fast) => fast.name === name);

/** The longer fast unless it is known that nothing asks for it. */
function isSlow(facts: Facts): boolean {
  return takes(facts, slowing) !== 'no' || facts.conditions?.delayedGastricEmptying !== 'no';
}

function fastOf(facts: Facts) {
  if (isNasalSpray(facts)) return named('nasal spray');
  if (facts.route === 'intranasal') return named('compounded nasal');
  if (!isParenteral(facts.route)) return named('by mouth');
  return named(
    isSlow(facts)
      ? 'by injection or infusion, with slow emptying of the stomach or a sedative'
      : 'by injection or infusion',
  );
}

export function fastingFindings(facts: Facts): Finding[] {
  const fast = fastOf(facts);
  if (fast === undefined) return [];
  const { hoursSinceFood: food, hoursSinceDrink: drink } = facts;
  const by = { ...fasts, ...fast };
  const why = isParenteral(facts.route)
    ? {
        medicines: facts.medicines?.map((medicine) => (typeof medicine === 'string' ? medicine : medicine.name)),
        'conditions.delayedGastricEmptying': facts.conditions?.delayedGastricEmptying,
      }
    : {};
  const eating = { rule: 'fasting-food', facts: { hoursSinceFood: food, ...why }, by };
  const drinking = { rule: 'fasting-drink', facts: { hoursSinceDrink: drink }, by };
  const findings: Finding[] = [];
  const asked = `${fast.food} hours without food (${fast.name})`;
  if (food === undefined)
    findings.push(
      say({
        ...eating,
        strength: 'missing',
        says: `When the last food was is not known: ${asked}.`,
        override: askFirst,
      }),
    );
  else if (food < fast.food)
    findings.push(say({ ...eating, strength: 'relative', says: `Ate ${food} hours ago: wait for ${asked}.` }));
  else if (food < fast.foodBetter)
    findings.push(
      say({
        ...eating,
        strength: 'caution',
        says: `Ate ${food} hours ago: ${asked} are met, up to ${fast.foodBetter} are advised.`,
      }),
    );
  if (drink === undefined)
    findings.push(
      say({
        ...drinking,
        strength: 'missing',
        says: `When the last drink was is not known: ${fast.drink} hours without.`,
        override: askFirst,
      }),
    );
  else if (drink < fast.drink)
    findings.push(
      say({
        ...drinking,
        strength: 'relative',
        says: `Drank ${drink} hours ago: wait for ${fast.drink} hours without.`,
      }),
    );
  return findings;
}
