/** How street addresses are compared: "403 Permian Way, Suite D" and "403 PERMIAN WAY STE D" are one door. */
import { plainWords } from './match-name.ts';

/** As the postal service shortens them (USPS Publication 28, appendix C). */
const suffixes: Readonly<Record<string, string>> = {
  alley: 'aly',
  avenue: 'ave',
  aveue: 'ave',
  av: 'ave',
  boulevard: 'blvd',
  boul: 'blvd',
  circle: 'cir',
  court: 'ct',
  crossing: 'xing',
  drive: 'dr',
  expressway: 'expy',
  freeway: 'fwy',
  highway: 'hwy',
  lane: 'ln',
  parkway: 'pkwy',
  place: 'pl',
  plaza: 'plz',
  point: 'pt',
  road: 'rd',
  route: 'rte',
  square: 'sq',
  street: 'st',
  terrace: 'ter',
  trail: 'trl',
  turnpike: 'tpke',
  way: 'way',
};
const directions: Readonly<Record<string, string>> = {
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  northeast: 'ne',
  northwest: 'nw',
  southeast: 'se',
  southwest: 'sw',
};
const numbers: Readonly<Record<string, string>> = {
  first: '1st',
  second: '2nd',
  third: '3rd',
  fourth: '4th',
  fifth: '5th',
  sixth: '6th',
  seventh: '7th',
  eighth: '8th',
  ninth: '9th',
  tenth: '10th',
};
const others: Readonly<Record<string, string>> = { saint: 'st', fort: 'ft', mount: 'mt', us: '' };

const suffixWords = new Set(Object.values(suffixes));
const directionWords = new Set(Object.values(directions));
const unitWords = /\b(?:suite|ste|unit|apt|apartment|room|rm|building|bldg|floor|fl|office|ofc)\b\.?|#/g;

export type PreparedAddress = {
  /** House number, or a post-office box as `box 12`; empty when there is none. */
  readonly number: string;
  /** Name of the street, without what is written in many ways. */
  readonly street: string;
  readonly suffix: string;
  readonly direction: string;
  /** Suite, floor, room: what tells doors of one building apart. */
  readonly unit: string;
};

export function prepareAddress(street: string): PreparedAddress {
  const text = street
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/(\d)-(?=[a-z]\b)/g, '$1');
  const box = /\bp\.?\s*o\.?\s*box\s+(\w+)/.exec(text);
  if (box !== null) return { number: `box ${box[1]}`, street: '', suffix: '', direction: '', unit: '' };
  const [head, ...rest] = splitAtUnit(text);
  const [number = '', ...named] = plainWords(head ?? '');
  const hasNumber = /^\d/.test(number);
  const words = (hasNumber ? named : [number, ...named])
    .map((word) => others[word] ?? numbers[word] ?? suffixes[word] ?? directions[word] ?? word)
    .filter((word) => word !== '');
  const isSuffix = (word: string) => suffixWords.has(word);
  const isDirection = (word: string) => directionWords.has(word);
  // A street may be called only "Avenue" or "North": then that is its name.
  const core = words.filter((word) => !isSuffix(word) && !isDirection(word));
  return {
    number: hasNumber ? number : '',
    street: (core.length > 0 ? core : words).join(''),
    suffix: core.length > 0 ? words.filter(isSuffix).join(' ') : '',
    direction: core.length > 0 ? words.filter(isDirection).join(' ') : '',
    unit: rest.flatMap((part) => plainWords(part.replaceAll(unitWords, ' '))).join(''),
  };
}

/** The street, and what stands from the first "suite" or "#" on, or after a comma. */
function splitAtUnit(text: string): string[] {
  const comma = text.indexOf(',');
  const unit = text.search(unitWords);
  const cuts = [comma, unit].filter((at) => at > 0);
  if (cuts.length === 0) return [text];
  const at = Math.min(...cuts);
  return [text.slice(0, at), text.slice(at)];
}

/**
 * `same`: one door, as far as both say. `building`: another suite of one building. `other`: another address.
 * `unknown`: one of them has no street to compare.
 */
export type AddressLikeness = 'same' | 'building' | 'other' | 'unknown';

const agrees = (one: string, other: string) => one === '' || other === '' || one === other;

/** Within one ZIP or town; whoever compares looks at that first. */
export function compareAddresses(one: PreparedAddress, other: PreparedAddress): AddressLikeness {
  const says = ({ number, street }: PreparedAddress) => number !== '' || street !== '';
  if (!says(one) || !says(other)) return 'unknown';
  const isOneBuilding =
    one.number === other.number &&
    one.street === other.street &&
    agrees(one.suffix, other.suffix) &&
    agrees(one.direction, other.direction);
  if (!isOneBuilding) return 'other';
  return agrees(one.unit, other.unit) ? 'same' : 'building';
}
