/**
 * Words we question: vague or false promises, found in what a center says and quoted as it said them.
 *
 * A rule finds words; it judges nobody. An editor reads the quotation before it is shown. Spanish and English.
 */
import type { Basis } from '#clinical/sources.ts';
import { label, projectDefault, trial } from '#clinical/sources.ts';
import type { FactName } from './fact-list.ts';

export const wordingRuleNames = [
  'cure',
  'fda-approved-ketamine',
  'no-side-effects',
  'guaranteed',
  'works-at-once-for-all',
  'success-rate-without-people',
  'price-on-request',
  'not-addictive',
  'at-home-by-mail',
  'buy-today',
] as const;
export type WordingRuleName = (typeof wordingRuleNames)[number];

/** `breaks`: the words; `fair…`: what makes them true or fair. `about`: the fact they speak of. */
type WordingRule = Basis & {
  readonly name: WordingRuleName;
  readonly about: FactName;
  /** The law or a label says otherwise: the fact is contradicted. Else it is only vague, or promises too much. */
  readonly contradicts: boolean;
  readonly breaks: RegExp;
  /** Right before them, in the same sentence. */
  readonly fairAfter?: RegExp;
  /** Anywhere in the sentence. */
  readonly fairBeside?: RegExp;
};

export const wordingRules: readonly WordingRule[] = [
  {
    name: 'cure',
    about: 'benefit',
    contradicts: true,
    breaks: /\b(cure[sd]?|curing|cura(?:mos|rá|rán|n)?)\b(?![\s-]+(?:all|rate))/giu,
    fairAfter: /\b(no|not|isn['’]t|never|without|nor|sin|ningun[ao]?|ni)\b[^.!?]{0,40}$/iu,
    ...trial('clinical basis 6; regulatory basis G1 ("no cure claims")'),
  },
  {
    name: 'fda-approved-ketamine',
    about: 'off-label',
    contradicts: true,
    breaks:
      /\bFDA[\s-]+(?:has\s+)?approved\b[^.!?]{0,60}?\bketamin[ea]\b|\bketamin[ea]\b[^.!?]{0,60}?\b(?:is|are|was)\s+(?:now\s+)?FDA[\s-]+approved\b|\bketamina\b[^.!?]{0,60}?\baprobada\s+por\s+la\s+FDA\b/giu,
    fairBeside:
      /\b(not|never|isn['’]t|aren['’]t|nor|no)\b|\besketamin|\bspravato\b|\banesthe|\banaesthe|\banest[eé]s/iu,
    ...label('regulatory basis A1, A2 [S1,S2]'),
  },
  {
    name: 'no-side-effects',
    about: 'side-effects',
    contradicts: true,
    breaks:
      /\b(?:no|zero|without(?:\s+any)?|free\s+of|sin)\s+(?:known\s+)?(?:side[\s-]effects?|risks?|efectos\s+secundarios|riesgos?)\b|\b(?:side[\s-]effect|risk)[\s-]free\b|\b(?:100\s?%|completely|totally|perfectly)\s+safe\b/giu,
    ...label('clinical basis 4; regulatory basis A3'),
  },
  {
    name: 'guaranteed',
    about: 'benefit',
    contradicts: true,
    breaks: /\bguarantee[ds]?\b|\bgarantiza(?:mos|do|da|dos|das)?\b/giu,
    fairAfter: /\b(no|not|cannot|can['’]t|never|don['’]t|isn['’]t|without|sin)\b[^.!?]{0,40}$/iu,
    ...trial('regulatory basis G1 ("guaranteed results")'),
  },
  {
    name: 'works-at-once-for-all',
    about: 'benefit',
    contradicts: false,
    breaks:
      /\b(?:relief|results?|better|well|alivio)\s+(?:in|after|within|en)\s+(?:just\s+|only\s+|solo\s+)?(?:one|1|a\s+single|una)\s+(?:session|treatment|infusion|sesi[oó]n|infusi[oó]n)\b|\b(?:instant|immediate)\s+relief\b|\balivio\s+inmediato\b|\bworks?\s+for\s+(?:everyone|everybody|all\s+patients)\b/giu,
    ...trial('clinical basis 6'),
  },
  {
    name: 'success-rate-without-people',
    about: 'benefit',
    contradicts: false,
    breaks:
      /\b\d{2,3}\s?%\s+(?:success|effective|response|of\s+(?:our\s+)?patients\s+(?:improve|respond|get\s+better))\w*|\b(?:success|response)\s+rate\s+of\s+(?:over\s+)?\d{2,3}\s?%|\b\d{2,3}\s?%\s+de\s+[eé]xito/giu,
    fairBeside: /\b\d+\s+(?:of|out\s+of|de)\s+\d+\b/iu,
    ...projectDefault('interface, public 1 ("No number without its people")'),
  },
  {
    name: 'price-on-request',
    about: 'full-cost',
    contradicts: false,
    breaks:
      /\b(?:call|contact\s+us|ask|inquire|ll[aá]menos)\s+(?:us\s+)?(?:today\s+)?(?:for|about|para)\s+(?:a\s+|our\s+)?(?:quote|pric(?:e|es|ing)|rates?|cotizaci[oó]n|precios?)\b|\bprice\s+(?:up)?on\s+request\b|\bprecio\s+a\s+consultar\b/giu,
    ...projectDefault('regulatory basis F1, G1 ("prices public")'),
  },
  {
    name: 'not-addictive',
    about: 'risks',
    contradicts: true,
    breaks: /\b(?:non[\s-]?addictive|not\s+addictive|no\s+(?:risk\s+of\s+)?addiction|no\s+adictiv[ao])\b/giu,
    ...label('clinical basis 5; regulatory basis C1 (Schedule III)'),
  },
  {
    name: 'at-home-by-mail',
    about: 'in-the-room',
    contradicts: false,
    breaks:
      /\b(?:ship(?:ped|s)?|mail(?:ed|s)?|deliver(?:ed|s)?)\b[^.!?]{0,40}\b(?:your|the)\s+(?:home|door|house)\b|\bketamine\s+(?:at\s+home|by\s+mail)\b|\bfrom\s+the\s+comfort\s+of\s+(?:your\s+)?(?:own\s+)?home\b|\bketamina\s+(?:en\s+casa|por\s+correo)\b/giu,
    ...label('regulatory basis A2 [S1,S2]'),
  },
  {
    name: 'buy-today',
    about: 'refunds',
    contradicts: false,
    breaks:
      /\b(?:limited[\s-]time\s+(?:offer|price|deal)|(?:today|this\s+week)\s+only|book\s+(?:now|today)\s+and\s+save|oferta\s+por\s+tiempo\s+limitado|solo\s+por\s+hoy)\b/giu,
    ...projectDefault('regulatory basis G1 ("same-day sale of packages")'),
  },
];

/** `words` is the sentence as it was written, shortened at word ends; `at` counts characters from the start. */
export type Questioned = { readonly rule: WordingRuleName; readonly words: string; readonly at: number };

/** The longest text that is read: a page of a website holds less. */
const mostCharacters = 1e6;

/** Everything in a text that a rule questions, in its order; the same sentence once for each rule. */
export function questionedWords(text: string): Questioned[] {
  const read = text.slice(0, mostCharacters);
  const found = wordingRules.flatMap(({ name, breaks, fairAfter, fairBeside }) =>
    [...read.matchAll(breaks)].flatMap(({ 0: hit, index }) => {
      const sentence = sentenceAround(read, index, hit.length);
      const before = read.slice(sentence.from, index);
      const isFair = fairAfter?.test(before) === true || fairBeside?.test(sentence.text) === true;
      return isFair
        ? []
        : [{ rule: name, words: shortened(sentence.text, index - sentence.from, hit.length), at: index }];
    }),
  );
  const seen = new Set<string>();
  return found
    .toSorted((a, b) => a.at - b.at)
    .filter(({ rule, words }) => !seen.has(`${rule} ${words}`) && seen.add(`${rule} ${words}`));
}

const ends = /[.!?\n]/;

function sentenceAround(text: string, at: number, length: number): { text: string; from: number } {
  let [from, to] = [at, at + length];
  while (from > 0 && !ends.test(text[from - 1] ?? '')) from -= 1;
  while (to < text.length && !ends.test(text[to] ?? '')) to += 1;
  const end = text[to] === '!' || text[to] === '?' || text[to] === '.' ? to + 1 : to;
  return { text: text.slice(from, end), from };
}

const around = 100;

function shortened(sentence: string, at: number, length: number): string {
  const [from, to] = [Math.max(0, at - around), Math.min(sentence.length, at + length + around)];
  const cutStart = from > 0 ? `… ${sentence.slice(from).replace(/^\S*\s/u, '')}` : sentence;
  const cut =
    to < sentence.length
      ? `${cutStart.slice(0, cutStart.length - (sentence.length - to)).replace(/\s\S*$/u, '')} …`
      : cutStart;
  return cut.replaceAll(/\s+/gu, ' ').trim();
}
