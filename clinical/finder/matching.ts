/**
 * Is what a source says about the same center as an entry that is here?
 *
 * One building holds many practices, one practice has many places, and one practice has many numbers in the national
 * registry. So no single mark decides: two have to agree, and what one mark alone suggests is asked of a person.
 */
import { milesBetween, type Point } from './distance.ts';
import { type AddressLikeness, compareAddresses, prepareAddress } from './match-address.ts';
import { compareNames, plainWords, prepareName } from './match-name.ts';

/** `point` only where the source gives the point of this door; the middle of a ZIP code says nothing here. */
export type MarkedPlace = {
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly point?: Point | undefined;
};

/** What centers are told apart by. Names: its own, what it does business as, what it was called. */
export type CenterMarks = {
  readonly names: readonly string[];
  readonly places: readonly MarkedPlace[];
  readonly phones: readonly string[];
  readonly npis: readonly string[];
  readonly websites: readonly string[];
};

export type MatchReason =
  | 'same NPI'
  | 'another NPI'
  | 'same name'
  | 'similar name'
  | 'another name'
  | 'same address'
  | 'another suite of the same building'
  | 'another address'
  | 'no address to compare'
  | 'same town'
  | 'same phone'
  | 'same website';

export type Match = { readonly verdict: 'same' | 'doubtful' | 'different'; readonly reasons: readonly MatchReason[] };

/** Ten digits of a North American number, or nothing: "+1 (775) 555-0100" and "775.555.0100" are one. */
export function phoneDigits(text: string): string {
  const digits = text.replace(/(?:ext|x).*$/i, '').replace(/\D/g, '');
  const own = digits.startsWith('1') && digits.length > 10 ? digits.slice(1) : digits;
  return /^[2-9]\d\d[2-9]\d{6}$/.test(own) ? own : '';
}

/** Houses of many pages: sharing one says nothing. */
const sharedHosts =
  /(?:^|\.)(?:facebook|instagram|linkedin|google|goo|yelp|psychologytoday|healthgrades|zocdoc|linktr|youtube|x|twitter|tiktok|bit|wixsite|squarespace|wordpress|weebly|godaddysites)\.(?:com|ee|gl|ly|site)$/;
const ownPages = /^[a-z0-9-]+\.(?:wixsite|squarespace|wordpress|weebly|godaddysites)\.com$/;

/** The host of a web address without www, or nothing where it is nobody's own. */
export function webHost(address: string): string {
  const host =
    /^(?:https?:\/\/)?(?:www\.)?([a-z0-9.-]+\.[a-z]{2,})(?:[:/?#]|$)/i.exec(address.trim())?.[1]?.toLowerCase() ?? '';
  return sharedHosts.test(host) && !ownPages.test(host) ? '' : host;
}

/** Marks taken apart once: an entry is compared with many. */
export type Prepared = {
  readonly names: readonly ReturnType<typeof prepareName>[];
  /** Of "Carson Tahoe Health: Behavioral Health Services" both halves: a house, and what is in it. */
  readonly halves: readonly ReturnType<typeof prepareName>[];
  readonly places: readonly (ReturnType<typeof prepareAddress> & {
    readonly town: string;
    readonly state: string;
    readonly zip: string;
    readonly point: Point | undefined;
  })[];
  readonly phones: readonly string[];
  readonly npis: readonly string[];
  readonly hosts: readonly string[];
};

const kept = (texts: readonly string[]): string[] => [...new Set(texts)].filter((text) => text !== '');

export function prepareMarks(of: CenterMarks): Prepared {
  const towns = new Set(of.places.flatMap(({ city, state }) => [...plainWords(city), ...plainWords(state)]));
  const names = of.names.map((name) => prepareName(name, towns));
  return {
    names,
    halves: of.names.some((name) => name.includes(':'))
      ? of.names.flatMap((name) => name.split(':').map((half) => prepareName(half, towns)))
      : names,
    places: of.places.map((place) => ({
      ...prepareAddress(place.street),
      town: plainWords(place.city).join(''),
      state: place.state.toLowerCase(),
      zip: place.zip,
      point: place.point,
    })),
    phones: kept(of.phones.map(phoneDigits)),
    npis: kept(of.npis),
    hosts: kept(of.websites.map(webHost)),
  };
}

/** Two ways of writing one address: the same town or ZIP code, the same house, and no two suites. */
export function isOneDoor(one: MarkedPlace, other: MarkedPlace): boolean {
  if (one.state !== other.state) return false;
  const towns = [plainWords(one.city).join(''), plainWords(other.city).join('')];
  if (one.zip !== other.zip && (towns[0] === '' || towns[0] !== towns[1])) return false;
  return compareAddresses(prepareAddress(one.street), prepareAddress(other.street)) === 'same';
}

const cell = (degrees: number) => Math.floor(degrees * 100);

/**
 * Short words to find candidates by: what is the same or doubtful shares at least one, what shares none is different.
 * `around` adds the neighbouring cells of a point; it is asked with them and kept without.
 */
export function findBy(of: Prepared, around = false): string[] {
  const states = kept(of.places.map(({ state }) => state));
  const steps = around ? [-1, 0, 1] : [0];
  return kept([
    ...of.npis.map((npi) => `npi ${npi}`),
    ...of.phones.map((phone) => `tel ${phone}`),
    ...of.hosts.map((host) => `web ${host}`),
    ...of.places
      .filter(({ number, street }) => number !== '' || street !== '')
      .map(({ state, number, street }) => `at ${state} ${number} ${street}`),
    ...of.names.flatMap(({ words, together }) =>
      words.length === 0
        ? []
        : [together, words.join('')].flatMap((name) => states.map((state) => `name ${state} ${name}`)),
    ),
    ...of.places.flatMap(({ point }) =>
      point === undefined
        ? []
        : steps.flatMap((y) => steps.map((x) => `cell ${cell(point.latitude) + y} ${cell(point.longitude) + x}`)),
    ),
  ]);
}

/** A tenth of a mile: points of one door, as different sources set them. */
const isNear = (one: Point | undefined, other: Point | undefined): boolean =>
  one !== undefined && other !== undefined && milesBetween(one, other) <= 1 / 10;

type Nearness = AddressLikeness | 'near';
const nearest: readonly Nearness[] = ['same', 'near', 'building', 'unknown', 'other'];

/** The best that two lists of places have in common, and whether any two lie in one town. */
function comparePlaces(one: Prepared, other: Prepared): { place: Nearness; isTown: boolean } {
  const pairs = one.places.flatMap((a) => other.places.map((b) => ({ a, b })));
  const inTown = pairs.filter(
    ({ a, b }) => a.state === b.state && (a.zip === b.zip || (a.town === b.town && a.town !== '')),
  );
  const found = pairs.map(({ a, b }): Nearness => {
    const isTown = inTown.some((pair) => pair.a === a && pair.b === b);
    const likeness = isTown ? compareAddresses(a, b) : 'other';
    return likeness !== 'same' && likeness !== 'building' && isNear(a.point, b.point) ? 'near' : likeness;
  });
  return { place: nearest.find((likeness) => found.includes(likeness)) ?? 'unknown', isTown: inTown.length > 0 };
}

const shares = (one: readonly string[], other: readonly string[]) => one.some((mark) => other.includes(mark));

/** @returns `doubtful` for a person to decide, with what agrees and what does not */
export function matchPrepared(one: Prepared, other: Prepared): Match {
  const names = one.names.flatMap((a) => other.names.map((b) => ({ likeness: compareNames(a, b), a, b })));
  const sameName = names.filter(({ likeness }) => likeness === 'same');
  const isAlike = () =>
    names.some(({ likeness }) => likeness === 'alike') ||
    one.halves.some((a) => other.halves.some((b) => a.own.length > 0 && compareNames(a, b) === 'same'));
  const name = sameName.length > 0 ? 'same' : isAlike() ? 'alike' : 'other';
  /** A name with no word of its own, such as "Mental Health Clinic", is many centers' name. */
  const isKnownName = sameName.some(({ a, b }) => a.own.length > 0 && b.own.length > 0);
  const { place, isTown } = comparePlaces(one, other);
  const [npi, phone, web] = [
    shares(one.npis, other.npis),
    shares(one.phones, other.phones),
    shares(one.hosts, other.hosts),
  ];
  const otherNpi = !npi && one.npis.length > 0 && other.npis.length > 0;
  const reasons: MatchReason[] = [
    ...(npi ? (['same NPI'] as const) : otherNpi ? (['another NPI'] as const) : []),
    nameWords[name],
    placeWords[place],
    ...(isTown && place !== 'same' && place !== 'near' ? (['same town'] as const) : []),
    ...(phone ? (['same phone'] as const) : []),
    ...(web ? (['same website'] as const) : []),
  ];
  const linked = phone || web;
  return { verdict: decide({ npi, otherNpi, name, isKnownName, place, isTown, phone, web, linked }), reasons };
}

const nameWords = { same: 'same name', alike: 'similar name', other: 'another name' } as const;
const placeWords = {
  same: 'same address',
  near: 'same address',
  building: 'another suite of the same building',
  unknown: 'no address to compare',
  other: 'another address',
} as const;

type Agreement = {
  npi: boolean;
  otherNpi: boolean;
  name: keyof typeof nameWords;
  isKnownName: boolean;
  place: Nearness;
  isTown: boolean;
  phone: boolean;
  web: boolean;
  linked: boolean;
};

function decide({ npi, otherNpi, name, isKnownName, place, isTown, phone, web, linked }: Agreement): Match['verdict'] {
  // The registry gives a number to one organisation; names and places change, not all at once.
  if (npi) return name !== 'other' || place === 'same' || linked ? 'same' : 'doubtful';
  if (place === 'same' || place === 'near') {
    if (name === 'same') return 'same';
    if (name === 'alike') return linked ? 'same' : 'doubtful';
    return linked ? 'doubtful' : 'different';
  }
  if (place === 'building') {
    if (name === 'same') return linked ? 'same' : 'doubtful';
    return name === 'alike' && linked ? 'doubtful' : 'different';
  }
  if (name === 'same' && isKnownName) {
    // Another place of one practice: one website, or one telephone for all of them.
    if (web || (phone && isTown)) return 'same';
    if (phone) return 'doubtful';
    // With numbers of their own, two doors under one name stay two entries.
    return isTown && !otherNpi ? 'doubtful' : 'different';
  }
  return name !== 'other' && linked ? 'doubtful' : 'different';
}

export const matchCenters = (one: CenterMarks, other: CenterMarks): Match =>
  matchPrepared(prepareMarks(one), prepareMarks(other));
