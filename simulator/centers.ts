/** Centers that do not exist, spread over the country as ZIP codes are: for trying the public pages and for measuring. */
import {
  type EvidenceKind,
  evidenceCountsFor,
  type FactName,
  factNames,
  hasOutsideSource,
} from '#clinical/finder/finder.ts';
import { zipPoints } from '#server/finder/zip-points.ts';
import { type Chance, chance } from './chance.ts';

export type VirtualEvidence = {
  link: string | null;
  fact: FactName;
  kind: EvidenceKind;
  words: string;
  source: string;
  foundOn: string;
  expiresOn: string;
};
export type VirtualCenter = {
  number: number;
  slug: string;
  name: string;
  phone: string;
  website: string;
  street: string;
  city: string;
  state: string;
  zip: string;
  latitude: number;
  longitude: number;
  evidence: readonly VirtualEvidence[];
  services: readonly { treatment: string; product: string; byMail: boolean }[];
  offers: readonly { kind: string; value: string }[];
  prices: readonly { what: string; cents: number | null; words: string; statedOn: string }[];
  quotes: readonly { rule: string; words: string }[];
};

const first = [
  'Alder',
  'Basin',
  'Cedar',
  'Delta',
  'Elm',
  'Fern',
  'Granite',
  'Harbor',
  'Indigo',
  'Juniper',
  'Kestrel',
  'Larch',
  'Meadow',
  'North',
  'Oak',
  'Pinyon',
  'Quarry',
  'River',
  'Sage',
  'Tamarack',
] as const;
const second = ['Creek', 'Court', 'Vale', 'Lane', 'Ridge', 'Point', 'Grove', 'Bridge', 'Field', 'Spring'] as const;
const third = [
  'Psychiatry',
  'Mood Clinic',
  'Infusion',
  'Wellness',
  'Pain and Mood',
  'Mental Health',
  'Ketamine Center',
  'Behavioral Health',
] as const;

const said: Record<EvidenceKind, { words: string; source: string }> = {
  claim: { words: 'Stated without more.', source: 'its own statement' },
  document: { words: 'Shown on a page with a date.', source: 'its website' },
  'signed-report': { words: 'Counted in its own report.', source: 'its signed report' },
  registry: { words: 'Agrees with what the center says.', source: 'a public registry' },
  contradiction: { words: 'Website: “always”. Price list: “not included”.', source: 'two of its own pages' },
};

const msPerDay = 86_400_000;
const dayBefore = (today: string, days: number) =>
  new Date(Date.parse(today) - days * msPerDay).toISOString().slice(0, 10);
const yearDays = Math.round((evidenceCountsFor.value * 365) / 12);

/** Some centers show much, some nothing. */
function evidenceOf(of: Chance, today: string, isPriced: boolean, site: string): VirtualEvidence[] {
  const openness = of.next();
  return factNames.flatMap((fact) => {
    if (!of.isLikely(0.15 + openness * 0.8) || (fact === 'full-cost' && !isPriced)) return [];
    const kind: EvidenceKind = of.weighted([
      ['claim', 5 - 3 * openness],
      ['document', 1 + 4 * openness],
      ['registry', hasOutsideSource(fact) ? 0.3 + openness : 0],
      ['contradiction', 0.1],
    ]);
    const foundOn = dayBefore(today, of.whole(1, 500));
    return [
      {
        fact,
        kind,
        link: kind === 'claim' ? null : `${site}${fact}`,
        ...said[kind],
        foundOn,
        expiresOn: dayBefore(foundOn, -yearDays),
      },
    ];
  });
}

function servicesOf(of: Chance): VirtualCenter['services'] {
  const all = [
    { treatment: 'infusion', product: 'ketamine', byMail: false },
    { treatment: 'nasal-spray', product: 'esketamine', byMail: false },
    { treatment: 'injection', product: 'ketamine', byMail: false },
    { treatment: 'lozenge', product: 'ketamine', byMail: of.isLikely(0.5) },
  ];
  return of.some(all, of.whole(1, 3));
}

function pricesOf(of: Chance, services: VirtualCenter['services'], today: string): VirtualCenter['prices'] {
  if (of.isLikely(0.3)) return [];
  const [what = 'infusion'] = services.map(({ treatment }) => treatment);
  const statedOn = dayBefore(today, of.whole(5, 400));
  if (of.isLikely(0.15)) return [{ what, cents: null, words: 'call for a quote', statedOn }];
  return [{ what, cents: of.whole(12, 30) * 2_500, words: 'as listed', statedOn }];
}

const slugged = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/** @param today ISO day @returns as many centers as asked for, one after the other; the same for the same seed */
export function* virtualCenters(seed: number, count: number, today: string): Generator<VirtualCenter> {
  const zips = zipPoints().all;
  for (let number = 0; number < count; number += 1) {
    const of = chance(seed, 'center', number);
    let found = zipPoints().find(zips[of.whole(0, zips.length - 1)] ?? '');
    while (found.is !== 'found') found = zipPoints().find(zips[of.whole(0, zips.length - 1)] ?? '');
    const { zip, city, state, latitude, longitude } = found.point;
    const name = `${of.pick(first)} ${of.pick(second)} ${of.pick(third)}`;
    const services = servicesOf(of);
    const site = `https://made-up-${number}.example/`;
    const prices = pricesOf(of, services, today);
    const isPriced = prices.some(({ cents }) => cents !== null);
    const digits = String(of.whole(0, 99)).padStart(2, '0');
    yield {
      number,
      slug: `${slugged(name)}-made-up-${number}`,
      name: `${name} (made up)`,
      // 555-01xx is kept for numbers that reach nobody.
      phone: `${of.whole(201, 989)}-555-01${digits}`,
      website: site,
      street: `${of.whole(1, 9_999)} Example Street`,
      city,
      state,
      zip,
      latitude: latitude + of.normal() * 0.01,
      longitude: longitude + of.normal() * 0.01,
      evidence: evidenceOf(of, today, isPriced, site),
      services,
      offers: [
        ...of
          .some(['commercial', 'medicare', 'medicaid', 'tricare', 'self-pay'], of.whole(0, 3))
          .map((value) => ({ kind: 'insurance', value })),
        ...(of.isLikely(0.6) ? [{ kind: 'new-patients', value: 'yes' }] : []),
        { kind: 'language', value: 'en' },
        ...(of.isLikely(0.3) ? [{ kind: 'language', value: 'es' }] : []),
        ...(of.isLikely(0.5) ? [{ kind: 'access', value: 'wheelchair' }] : []),
      ],
      prices,
      quotes: [
        ...(of.isLikely(0.06) ? [{ rule: 'works-at-once-for-all', words: 'Relief in one session.' }] : []),
        ...(prices.length > 0 && !isPriced ? [{ rule: 'price-on-request', words: 'call for a quote' }] : []),
      ],
    };
  }
}
