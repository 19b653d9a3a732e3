import { type EvidenceKind, type FactName, factNames } from '#clinical/finder/finder.ts';
import { writeCards } from '#server/finder/cards.ts';
import { newId } from '#server/platform/ids.ts';
import type { Services } from '#server/platform/services.ts';

export type CenterGiven = {
  name: string;
  city?: string;
  state?: string;
  zip?: string;
  latitude?: number;
  longitude?: number;
  phone?: string;
  website?: string;
  /** One letter for each of the 24, as a search keeps them: v d c n e x. */
  states?: string;
  treatments?: readonly ('infusion' | 'injection' | 'nasal-spray' | 'lozenge')[];
  offers?: readonly string[];
  price?: { what: string; cents?: number; words?: string };
  quotes?: readonly { rule: string; words: string }[];
  listing?: 'listed' | 'closed' | 'removed';
};

const kindOf: Record<string, EvidenceKind> = {
  v: 'registry',
  d: 'document',
  c: 'claim',
  e: 'document',
  x: 'contradiction',
};

const words: Partial<Record<FactName, string>> = {
  'medical-team': 'Dr. A. Osei, MD (psychiatry) and 2 nurses.',
  'vital-signs': 'Every 10 minutes. Plan, page 2.',
  escort: 'Named adult must come. Plan, page 4.',
  refunds: 'Website: “full refund”. Price list: “no refund under 48 hours”.',
};

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** A center as it stands after sources spoke of it; told today, unless its letters say that it ran out. */
export async function aCenter(services: Services, given: CenterGiven): Promise<{ id: string; slug: string }> {
  const today = services.clock().toISOString().slice(0, 10);
  const [id, slug] = [newId(), slugOf(given.name)];
  const { states = 'n'.repeat(factNames.length), listing = 'listed' } = given;
  await services.db.inCentersTransaction(async (tx) => {
    await tx
      .insertInto('center')
      .values({
        id,
        slug,
        name: given.name,
        phone: given.phone ?? null,
        website: given.website ?? null,
        listing,
        listingOn: listing === 'listed' ? null : '2026-10-01',
      })
      .execute();
    await tx
      .insertInto('centerLocation')
      .values({
        centerId: id,
        id: newId(),
        street: '100 Example Street',
        city: given.city ?? 'Reno',
        state: given.state ?? 'NV',
        zip: given.zip ?? '89502',
        latitude: given.latitude ?? 39.497,
        longitude: given.longitude ?? -119.776,
        placedBy: 'address',
      })
      .execute();
    const evidence = factNames.flatMap((fact, at) => {
      const letter = states[at] ?? 'n';
      const kind = kindOf[letter];
      if (kind === undefined) return [];
      const [foundOn, expiresOn] = letter === 'e' ? ['2025-05-06', '2026-05-06'] : ['2026-10-02', '2027-10-02'];
      const source = kind === 'registry' ? 'Nevada board' : kind === 'claim' ? 'Its own statement' : 'Its website';
      return [
        {
          id: newId(),
          centerId: id,
          fact,
          kind,
          words: words[fact] ?? 'Said and shown.',
          source,
          link: 'https://example.org/page',
          foundOn,
          expiresOn,
        },
      ];
    });
    if (evidence.length > 0) await tx.insertInto('centerEvidence').values(evidence).execute();
    for (const treatment of given.treatments ?? [])
      await tx
        .insertInto('centerService')
        .values({
          centerId: id,
          treatment,
          product: treatment === 'nasal-spray' ? 'esketamine' : 'ketamine',
          source: 'Its website',
          foundOn: '2026-10-02',
        })
        .execute();
    for (const offer of given.offers ?? []) {
      const [kind = '', value = ''] = offer.split(':');
      await tx
        .insertInto('centerOffer')
        .values({ centerId: id, kind, value, source: 'Its website', foundOn: '2026-10-02' })
        .execute();
    }
    if (given.price !== undefined)
      await tx
        .insertInto('centerPrice')
        .values({
          centerId: id,
          id: newId(),
          what: given.price.what,
          cents: given.price.cents ?? null,
          words: given.price.words ?? 'as listed',
          includes: 'Medicine, nurse, 2 hours. Lab not included.',
          whoBills: 'the center',
          statedOn: '2026-10-02',
        })
        .execute();
    for (const { rule, words: said } of given.quotes ?? [])
      await tx
        .insertInto('centerQuote')
        .values({ centerId: id, id: newId(), rule, words: said, foundOn: '2026-10-02' })
        .execute();
    await tx
      .insertInto('centerSource')
      .values({
        kind: 'editor',
        key: slug,
        centerId: id,
        content: '{}',
        print: Buffer.alloc(32),
        licence: 'CC0',
        readOn: '2026-10-02',
      })
      .execute();
    await writeCards(tx, [id], today);
  });
  return { id, slug };
}

/** The six made-up centers around Reno that the pages were drawn with. */
export async function sixAroundReno(services: Services): Promise<void> {
  await aCenter(services, {
    name: 'Carson Basin Mood Clinic',
    city: 'Carson City',
    zip: '89701',
    latitude: 39.164,
    longitude: -119.766,
    states: 'vvvcddddcddddddvdddddddd'.replace(/.$/, 'n'),
    treatments: ['infusion', 'nasal-spray'],
    price: { what: 'infusion', cents: 54_000 },
    offers: ['insurance:medicare', 'language:en'],
    phone: '775-555-0101',
  });
  await aCenter(services, {
    name: 'Juniper & Vale Psychiatry',
    zip: '89502',
    latitude: 39.512,
    longitude: -119.83,
    states: 'vvvdcddddedddnvdddddddxn',
    treatments: ['infusion', 'nasal-spray'],
    price: { what: 'infusion', cents: 49_500 },
    offers: ['insurance:medicare', 'language:en', 'language:es', 'new-patients:yes', 'access:wheelchair'],
    phone: '775-555-0100',
    website: 'https://juniper-vale.example/',
    quotes: [{ rule: 'works-at-once-for-all', words: 'Relief in one session.' }],
  });
  await aCenter(services, {
    name: 'Pinyon Court Clinic',
    city: 'Sparks',
    zip: '89431',
    latitude: 39.554,
    longitude: -119.74,
    states: 'vvddcddccndddvvddcdcdnnc'.slice(0, 24),
    treatments: ['nasal-spray'],
    offers: ['insurance:commercial'],
  });
  await aCenter(services, {
    name: 'Sagebrush Lane Infusion',
    zip: '89509',
    latitude: 39.437,
    longitude: -119.86,
    states: 'vnccdcccnncccdcccndcdnnn',
    treatments: ['infusion', 'injection'],
    price: { what: 'infusion', cents: 42_500 },
  });
  await aCenter(services, {
    name: 'Alder Creek Pain and Mood',
    city: 'Truckee',
    state: 'CA',
    zip: '96161',
    latitude: 39.328,
    longitude: -120.183,
    states: 'vdcccccdcnncccnncccdcnnn',
    treatments: ['infusion'],
  });
  await aCenter(services, {
    name: 'Blue Heron Ketamine Lounge',
    zip: '89501',
    latitude: 39.42,
    longitude: -119.735,
    states: 'cnnncnnnnnnnncnncnxxxnnn',
    treatments: ['infusion', 'lozenge'],
    price: { what: 'infusion', words: 'call for a quote' },
    quotes: [{ rule: 'fda-approved-ketamine', words: 'FDA-approved ketamine infusions' }],
  });
}
