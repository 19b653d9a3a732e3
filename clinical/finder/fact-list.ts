/**
 * What to look for in a center: 24 facts in three groups, always in this order.
 *
 * The list, the order and the three groups are fixed: changing one needs a written reason (interface, public 11).
 */
import type { Basis } from '#clinical/sources.ts';
import { guideline, label, projectDefault } from '#clinical/sources.ts';

export const factGroups = ['who', 'safety', 'openness'] as const;
export type FactGroup = (typeof factGroups)[number];

export type FactName =
  | 'medical-team'
  | 'board-certification'
  | 'life-support'
  | 'protocols'
  | 'website'
  | 'in-the-room'
  | 'vital-signs'
  | 'equipment'
  | 'reaction-plan'
  | 'emergency-drills'
  | 'screening'
  | 'discharge'
  | 'escort'
  | 'emergency-contact'
  | 'rems'
  | 'process'
  | 'risks'
  | 'benefit'
  | 'off-label'
  | 'side-effects'
  | 'full-cost'
  | 'who-bills'
  | 'refunds'
  | 'use-of-data';

/** `evidence` says what counts, from the strongest to the weakest. */
export type FactToLookFor = Basis & {
  readonly name: FactName;
  readonly group: FactGroup;
  readonly evidence: readonly string[];
};

const g1 = 'regulatory basis G1';
const g2 = 'regulatory basis G1, G2 [S154,S155]';

const who = (name: FactName, by: Basis, ...evidence: string[]) => ({ name, group: 'who' as const, evidence, ...by });
const safety = (name: FactName, by: Basis, ...evidence: string[]) => ({
  name,
  group: 'safety' as const,
  evidence,
  ...by,
});
const openness = (name: FactName, by: Basis, ...evidence: string[]) => ({
  name,
  group: 'openness' as const,
  evidence,
  ...by,
});

export const factsToLookFor: readonly FactToLookFor[] = [
  who('medical-team', guideline(g2), 'state board lookup', 'names and licences on its website', 'its own words'),
  who(
    'board-certification',
    projectDefault(g1),
    'lookup at the certifying board',
    'certificate shown',
    'its own words',
  ),
  who(
    'life-support',
    guideline(g2),
    'card code checked with the issuer',
    'cards shown with their dates',
    'its own words',
  ),
  who('protocols', guideline(g2), 'written plan shown', 'its own words'),
  who('website', projectDefault(g1), 'website read by an editor', 'its own words'),
  safety('in-the-room', guideline(g2), 'signed report or written plan', 'its own words'),
  safety('vital-signs', guideline(g2), 'signed report or written plan with times', 'its own words'),
  safety(
    'equipment',
    projectDefault(g1),
    'inspection or accreditation',
    'list or photographs with a date',
    'its own words',
  ),
  safety('reaction-plan', guideline(g2), 'written plan shown', 'its own words'),
  safety('emergency-drills', projectDefault(g1), 'record of the last drill', 'its own words'),
  safety('screening', guideline(g2), 'signed report or written plan', 'its own words'),
  safety('discharge', projectDefault(g1), 'signed report or written plan', 'its own words'),
  safety('escort', label('regulatory basis B2, G1'), 'written plan or consent form', 'its own words'),
  safety(
    'emergency-contact',
    projectDefault(g1),
    'number that answered when called',
    'number published',
    'its own words',
  ),
  safety(
    'rems',
    label('regulatory basis B2, G1 [S7]'),
    'public list of certified settings',
    'certificate shown',
    'its own words',
  ),
  openness('process', projectDefault(g1), 'page or paper that explains it', 'its own words'),
  openness('risks', guideline('regulatory basis A3, G1'), 'page or consent form', 'its own words'),
  openness(
    'benefit',
    guideline('regulatory basis A3, G1'),
    'signed report with denominators',
    'page that tells both sides',
    'its own words',
  ),
  openness('off-label', guideline('regulatory basis A1, A3, G1'), 'consent form or page that says so', 'its own words'),
  openness(
    'side-effects',
    guideline('regulatory basis A3, G1'),
    'page or consent form that lists them',
    'its own words',
  ),
  openness('full-cost', guideline('regulatory basis F1, G1'), 'price list with a date', 'its own words'),
  openness('who-bills', guideline('regulatory basis F1'), 'price list that says so', 'its own words'),
  openness('refunds', projectDefault(g1), 'written rule', 'its own words'),
  openness('use-of-data', projectDefault('regulatory basis E4, G1'), 'privacy notice that answers it', 'its own words'),
];

export const factNames: readonly FactName[] = factsToLookFor.map(({ name }) => name);
export const factsIn = (group: FactGroup): readonly FactToLookFor[] =>
  factsToLookFor.filter((fact) => fact.group === group);

const known: ReadonlySet<string> = new Set(factNames);
export const isFactName = (name: string): name is FactName => known.has(name);

/** Facts about which somebody outside the center keeps a list or can be asked: only these can be verified. */
const withOutsideSource: ReadonlySet<FactName> = new Set<FactName>([
  'medical-team',
  'board-certification',
  'life-support',
  'equipment',
  'emergency-contact',
  'rems',
]);
export const hasOutsideSource = (fact: FactName): boolean => withOutsideSource.has(fact);
