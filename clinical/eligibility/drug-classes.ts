/** The classes of medicine that a rule of this room speaks about, and how a list of names becomes ingredients. */

export const drugClasses = [
  'benzodiazepine',
  'opioid',
  'z-drug',
  'gabapentinoid',
  'sedating-antihistamine',
  'barbiturate',
  'other-sedative',
  'alcohol',
  'stimulant',
  'maoi',
  'sympathomimetic',
  'vasopressin',
  'ergot',
  'theophylline',
  'thyroid-hormone',
  'lamotrigine',
  'opioid-antagonist',
  'lithium',
  'antipsychotic',
  'ssri',
  'snri',
  'tca',
  'other-antidepressant',
  'mood-stabiliser',
  'clarithromycin',
  'ticlopidine',
  'grapefruit',
  'itraconazole',
  'cyp-inhibitor',
  'rifampicin',
  'st-johns-wort',
  'cyp-inducer',
  'nasal-steroid',
  'nasal-decongestant',
  'nmda-antagonist',
  'qt-drug',
  'glp-1',
  'no-rule',
] as const;
export type DrugClass = (typeof drugClasses)[number];

/** An ingredient by its international name; `rxnorm` is its name in RxNorm where that one differs. */
export type Ingredient = {
  readonly ingredient: string;
  readonly rxnormName: string;
  readonly rxnormCode?: string;
  /** Brands and other names. */
  readonly names: readonly string[];
  readonly classes: readonly DrugClass[];
};

/** International name → "RxNorm name = brand, brand"; the part before the sign only where RxNorm has another name. */
export type DrugList = { readonly classes: readonly DrugClass[]; readonly drugs: Readonly<Record<string, string>> };

export const drugs = (classes: readonly DrugClass[], list: Readonly<Record<string, string>>): DrugList => ({
  classes,
  drugs: list,
});

const namesIn = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

function read(ingredient: string, written: string, classes: readonly DrugClass[]): Ingredient {
  const [first = '', second] = written.split('=');
  const [rxnorm, brands] = second === undefined ? [ingredient, first] : [first.trim(), second];
  const names = [...(rxnorm === ingredient ? [] : [rxnorm]), ...namesIn(brands)];
  return { ingredient, rxnormName: rxnorm, names, classes };
}

/** One ingredient may stand in several lists: its names and classes are put together. */
export function ingredientsOf(lists: readonly DrugList[]): Ingredient[] {
  const found = new Map<string, Ingredient>();
  for (const { classes, drugs: list } of lists)
    for (const [ingredient, written] of Object.entries(list)) {
      const next = read(ingredient, written, classes);
      const known = found.get(ingredient);
      if (known === undefined) found.set(ingredient, next);
      else
        found.set(ingredient, {
          ...known,
          rxnormName: known.rxnormName === ingredient ? next.rxnormName : known.rxnormName,
          names: [...new Set([...known.names, ...next.names])],
          classes: [...new Set([...known.classes, ...next.classes])],
        });
    }
  return [...found.values()];
}
