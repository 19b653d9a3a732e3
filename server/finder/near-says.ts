/** What a center says that a filter can ask for, as bits of one number. */
import { insurances, spoken, treatments, ways } from './search.ts';

export type Filters = {
  treatment?: string | undefined;
  /** Not above, in cents, for the first thing most people pay. */
  mostCents?: number | undefined;
  /** All of them: `insurance:medicare`, `new-patients:yes`, `language:es`, `access:wheelchair`. */
  offers: readonly string[];
};

/** A word that a filter asks for, and the kind of words it is one of: a bit each. */
export type Ask = { bit: number; said: number };
const offerAsks = new Map<string, Ask>();
const saidOfKind = new Map<string, number>();
const treatmentAsks = new Map<string, Ask>();
let bits = 0;
const nextBit = (): number => {
  bits += 1;
  return 1 << (bits - 1);
};
const treatmentSaid = nextBit();
for (const name of treatments) treatmentAsks.set(name, { bit: nextBit(), said: treatmentSaid });
const asked = { insurance: insurances, language: spoken, access: ways, 'new-patients': ['yes'] };
for (const [kind, values] of Object.entries(asked)) {
  const said = nextBit();
  saidOfKind.set(kind, said);
  for (const value of values) offerAsks.set(`${kind}:${value}`, { bit: nextBit(), said });
}

type Said = { treatments: readonly string[]; offers: readonly string[] };

const mailed = '-by-mail';

/** `lozenge` finds what is sent by mail too: the card says so. */
export function saysOf({ treatments: given, offers }: Said): number {
  let says = given.length > 0 ? treatmentSaid : 0;
  for (const name of given)
    says |= treatmentAsks.get(name.endsWith(mailed) ? name.slice(0, -mailed.length) : name)?.bit ?? 0;
  for (const offer of offers)
    says |= (offerAsks.get(offer)?.bit ?? 0) | (saidOfKind.get(offer.slice(0, offer.indexOf(':'))) ?? 0);
  return says;
}

export function asksOf({ treatment, offers }: Filters): Ask[] {
  const found = [
    ...(treatment === undefined ? [] : [treatmentAsks.get(treatment)]),
    ...offers.map((offer) => offerAsks.get(offer)),
  ];
  return found.map((ask) => {
    if (ask === undefined) throw new RangeError('no such filter');
    return ask;
  });
}
