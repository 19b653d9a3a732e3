/**
 * Finding ingredients in what people write: "Rifadin 300 mg capsule" is rifampicin.
 *
 * Whole words only, the longest name first, so that codeine is never found in another word. What is left over besides
 * strengths, forms, salts and times of day is handed back: a name we do not know is a question, never silence.
 */
import type { DrugClass, Ingredient } from './drug-classes.ts';
import { combinationProducts, ingredients } from './ingredients.ts';

/** Lower case, without accents, apostrophes or signs: `St. John’s Wort` → `st johns wort`. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’`]/g, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Strengths, forms, salts, releases, routes and times: they say how, not what. */
const howNotWhat = new Set(
  wordsOf(
    `
    mg mcg ug micrograms microgram milligrams milligram g gram grams ng ml l litre iu unit units percent meq mmol
    tablet tablets tab tabs capsule capsules cap caps caplet caplets softgel softgels pill pills solution sol liquid
    suspension syrup elixir drop drops spray nasal nose inhaler inhalation inhaled puff puffs injection injectable inj
    infusion cream ointment gel lotion patch patches plaster transdermal topical eye ear lozenge lozenges troche gum film
    strip strips odt dispersible chewable suppository powder granules sachet vial ampoule pen prefilled syringe kit depot
    iv im sc sq po pr sl oral orally sublingual subcutaneous intramuscular intravenous buccal mouth
    xr er sr cr la ir dr ec xl xt mr mups cd retard extended modified sustained delayed prolonged controlled immediate
    release releasing coated enteric gastro resistant long short acting forte plus max extra strength brand generic
    hydrochloride dihydrochloride hcl hydrobromide hbr mesylate mesilate dimesylate maleate tartrate bitartrate succinate
    fumarate citrate phosphate sulfate sulphate acetate besylate besilate carbonate chloride bromide nitrate gluconate
    decanoate enanthate palmitate lauroxil lactate monohydrate dihydrate anhydrous sodium pamoate embonate furoate
    propionate dipropionate valerate oxalate saccharate aspartate medoxomil cilexetil hyclate salt salts bedtime
    once twice thrice one two three four half times time daily day days a an the of for per every each hour hours hourly
    night nightly nights morning mornings evening noon lunch dinner breakfast week weekly month monthly year
    as needed when required if necessary prn bd bid tds tid qid qd qod od om on nocte mane qhs qam qpm hs stat ac pc
    with without food and or in at by to take takes taking taken use uses used using dose doses doses low high up
    current currently regular regularly sometimes since mouthwash
  `.replaceAll('\n', ' '),
  ),
);

/** 300, 300mg, 12h; and letters left alone, as in vitamin C or B12. */
const isMeasure = (word: string) => /^\d/.test(word) || /^\p{L}\d*$/u.test(word);

type Named = { readonly length: number; readonly ingredients: readonly Ingredient[] };

const byName = new Map<string, Named>();
const learn = (name: string, of: readonly Ingredient[]) => {
  const words = wordsOf(name);
  if (words.length > 0) byName.set(words.join(' '), { length: words.length, ingredients: of });
};
const byIngredient = new Map(ingredients.rows.map((of) => [of.ingredient, of]));
for (const of of ingredients.rows) for (const name of [of.ingredient, ...of.names]) learn(name, [of]);
for (const product of combinationProducts.rows)
  for (const name of product.names)
    learn(
      name,
      product.ingredients.flatMap((part) => byIngredient.get(part) ?? []),
    );
const longest = Math.max(...[...byName.values()].map(({ length }) => length));

/** A steroid said to be inhaled or put on the skin is not one in the nose; said nothing, it may be. */
const notInNose = [
  'inhaler',
  'inhaled',
  'inhalation',
  'puff',
  'puffs',
  'cream',
  'ointment',
  'tablet',
  'tablets',
  'capsule',
  'capsules',
];
const nasalOnly: readonly DrugClass[] = ['nasal-steroid'];

function atPlace(words: readonly string[], at: number): Named | undefined {
  for (let length = Math.min(longest, words.length - at); length > 0; length -= 1) {
    const found = byName.get(words.slice(at, at + length).join(' '));
    if (found !== undefined) return found;
  }
  return undefined;
}

export type Recognised = {
  readonly ingredients: readonly string[];
  readonly classes: readonly DrugClass[];
  /** The words nobody knows; with no ingredient found, nothing was recognised. */
  readonly unknown: readonly string[];
};

export function recognise(text: string): Recognised {
  const words = wordsOf(text);
  const found = new Map<string, Ingredient>();
  const unknown: string[] = [];
  for (let at = 0; at < words.length; ) {
    const named = atPlace(words, at);
    for (const of of named?.ingredients ?? []) found.set(of.ingredient, of);
    const word = words[at] ?? '';
    if (named === undefined && !howNotWhat.has(word) && !isMeasure(word)) unknown.push(word);
    at += named?.length ?? 1;
  }
  const isElsewhere = words.some((word) => notInNose.includes(word));
  const classes = [...found.values()].flatMap((of) => of.classes);
  return {
    ingredients: [...found.keys()],
    classes: [...new Set(classes)].filter((name) => !(isElsewhere && nasalOnly.includes(name))),
    unknown,
  };
}
