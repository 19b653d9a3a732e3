/** How names of centers are compared: what a source adds to a name, or shortens in it, tells no two centers apart. */

/** Most names are plain ASCII: nothing to take apart, and a shorter way to the same words. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is what ASCII is.
const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);

/** Letters without accents, case and marks; the words between everything else. */
export const plainWords = (text: string): string[] =>
  (isAscii(text)
    ? text
        .toLowerCase()
        .replace(/['`.]/g, '')
        .replace(/&/g, ' and ')
        .split(/[^a-z0-9]+/)
    : text
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replace(/['’‘`´.]/g, '')
        .replace(/&/g, ' and ')
        .split(/[^\p{L}\p{N}]+/u)
  ).filter((word) => word !== '');

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** What a company is in law, and words that only join others. */
const ofLaw = list('inc incorporated llc lllp llp lp ltd limited pllc pc pa psc corp corporation company co plc dba');
const joining = list('the of and at for a an in by');

/** As sources shorten them, to whole words without the plural. */
const whole: Readonly<Record<string, string>> = {
  adol: 'adolescent',
  adv: 'advanced',
  alc: 'alcohol',
  assoc: 'associate',
  assn: 'association',
  assocs: 'associate',
  behav: 'behavioral',
  behavioural: 'behavioral',
  centre: 'center',
  comm: 'community',
  couns: 'counseling',
  counselling: 'counseling',
  ctr: 'center',
  ctrs: 'center',
  dept: 'department',
  dr: 'doctor',
  fam: 'family',
  families: 'family',
  grp: 'group',
  hlth: 'health',
  healthcare: 'health',
  hosp: 'hospital',
  inpt: 'inpatient',
  inst: 'institute',
  intl: 'international',
  med: 'medical',
  mh: 'mental',
  mtn: 'mountain',
  natl: 'national',
  nv: 'nevada',
  outpt: 'outpatient',
  psych: 'psychiatric',
  psychiatry: 'psychiatric',
  psychotherapy: 'therapy',
  rehab: 'rehabilitation',
  serv: 'service',
  servs: 'service',
  servics: 'service',
  svc: 'service',
  svcs: 'service',
  svs: 'service',
  tx: 'treatment',
};

/** Words that very many centers have in their names: they make a name longer, not known. */
const common = list(
  'adolescent advanced adult ambulatory anesthesia anesthesiology associate association behavioral brain care center certified child clinic clinical community comprehensive consultant counseling county department doctor family group health holistic home hospital infusion inpatient institute integrated integrative internal international intervention iv ketamine location management md medical medicine mental mind new north northern south southern east eastern west western nurse office outpatient pain partner physician practice practitioner premier primary professional program psychiatric psychological psychology recovery rehabilitation service solution specialist specialty spravato surgery surgical system team telehealth therapeutic therapy tms treatment unit university wellness',
);

const singular = (word: string): string =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;

const wholeWord = (word: string): string => whole[word] ?? whole[singular(word)] ?? singular(word);

/** The words of a name that count, each once, sorted. */
export const nameWords = (name: string): readonly string[] => countingWords(spelledWords(name));

const spelledWords = (name: string): string[] => plainWords(name).filter((word) => !joining.has(word));

function countingWords(spelled: readonly string[]): readonly string[] {
  // "P.C." and "L L C" fall into letters.
  const isSplit = spelled.some((word) => word.length === 1);
  const joined = isSplit
    ? spelled
        .join(' ')
        .replace(/\b(?:l l c|p l l c|p c|l l p)\b/g, '')
        .split(' ')
    : spelled;
  return [...new Set(joined.filter((word) => word !== '' && !ofLaw.has(word)).map(wholeWord))].sort();
}

export type PreparedName = {
  readonly words: readonly string[];
  readonly together: string;
  readonly own: readonly string[];
};

/** `own` are the words that few others have; names of places are not among them. */
export function prepareName(name: string, places: ReadonlySet<string> = new Set()): PreparedName {
  const spelled = spelledWords(name);
  const words = countingWords(spelled);
  return {
    words,
    together: spelled
      .filter((word) => !ofLaw.has(word))
      .map(wholeWord)
      .join(''),
    own: words.filter((word) => !common.has(word) && !places.has(word)),
  };
}

/** One letter more, less, other, or exchanged with its neighbour; short words and words with digits are compared as they are. */
export function isNearWord(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length <= 3 || long.length - short.length > 1 || /\p{N}/u.test(long + short)) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const rest = (text: string, from: number) => text.slice(from);
  if (short.length < long.length) return rest(short, at) === rest(long, at + 1);
  const isExchanged = short[at] === long[at + 1] && short[at + 1] === long[at];
  return rest(short, at + 1) === rest(long, at + 1) || (isExchanged && rest(short, at + 2) === rest(long, at + 2));
}

/** `same`: all words. `alike`: the words of its own of one are all in the other. */
export type NameLikeness = 'same' | 'alike' | 'other';

export function compareNames(one: PreparedName, other: PreparedName): NameLikeness {
  if (one.words.length === 0 || other.words.length === 0) return 'other';
  if (one.together === other.together || one.words.join(' ') === other.words.join(' ')) return 'same';
  const [fewer, more] = one.own.length <= other.own.length ? [one.own, other.own] : [other.own, one.own];
  const isWithin = fewer.length > 0 && fewer.every((word) => more.some((candidate) => isNearWord(word, candidate)));
  return isWithin ? 'alike' : 'other';
}
