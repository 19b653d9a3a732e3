import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CenterMarks, findBy, matchCenters, phoneDigits, prepareMarks, webHost } from './finder.ts';

const base: CenterMarks = {
  names: ['Harbor Street Ketamine Clinic, LLC'],
  places: [{ street: '120 Harbor Street, Suite 4', city: 'Reno', state: 'NV', zip: '89501' }],
  phones: ['(775) 555-0142'],
  npis: [],
  websites: [],
};
const at = (street: string, city = 'Reno', zip = '89501', state = 'NV') => [{ street, city, state, zip }];
const alone: CenterMarks = { ...base, phones: [] };

type Pair = [what: string, one: Partial<CenterMarks>, other: Partial<CenterMarks>, verdict: string];

const ridge = { names: ['Ridge House Inc'], phones: [] };
const pairs: Pair[] = [
  ['everything the same', {}, {}, 'same'],
  [
    'written as the registry writes',
    {},
    { names: ['THE HARBOR STREET KETAMINE CLINIC L.L.C.'], places: at('120 HARBOR ST STE 4'), phones: ['7755550142'] },
    'same',
  ],
  ['a suite that one source leaves out', {}, { places: at('120 Harbor St.'), phones: [] }, 'same'],
  [
    'the same name in another suite: moved, or two? no telephone to tell',
    { phones: [] },
    { places: at('120 Harbor St #9') },
    'doubtful',
  ],
  ['the same name in another suite, same telephone', {}, { places: at('120 Harbor St #9') }, 'same'],
  [
    'another practice in the same suite',
    { phones: [] },
    { names: ['Sierra Smiles Dentistry'], phones: ['775-555-0199'] },
    'different',
  ],
  [
    'another practice in the building',
    {},
    { names: ['Truckee Anesthesia PC'], places: at('120 Harbor St #9'), phones: [] },
    'different',
  ],
  ['another name at the same door and telephone: does business as?', {}, { names: ['Lake Infusions'] }, 'doubtful'],
  [
    'the name it does business as is known to one source',
    {},
    { names: ['Brown Psychiatry PLLC', 'Harbor Street Ketamine Clinic'] },
    'same',
  ],
  ['many numbers of one practice', { npis: ['1000000004'] }, { npis: ['1000000012'] }, 'same'],
  [
    'one number, moved to another town',
    { npis: ['1000000004'] },
    { npis: ['1000000004'], places: at('9 Pine Rd', 'Elko', '89801'), phones: [] },
    'same',
  ],
  [
    'one number, other name, other place: somebody typed a number wrong',
    { npis: ['1000000004'] },
    { npis: ['1000000004'], names: ['Elko Pain'], places: at('9 Pine Rd', 'Elko', '89801'), phones: [] },
    'doubtful',
  ],
  [
    'a second place with the same website',
    { websites: ['https://www.harbor-ketamine.example/reno'] },
    { websites: ['harbor-ketamine.example'], places: at('77 Vista Blvd', 'Sparks', '89434'), phones: [] },
    'same',
  ],
  [
    'the same page of a social network says nothing',
    { ...alone, websites: ['https://facebook.com/a'] },
    {
      names: ['Harbor Street Ketamine Clinic'],
      websites: ['facebook.com/b'],
      places: at('1 A St', 'Elko', '89801'),
      phones: [],
    },
    'different',
  ],
  ['the same name at another address of the town', alone, { places: at('9 Pine Rd'), phones: [] }, 'doubtful'],
  ['the same name in another town', alone, { places: at('9 Pine Rd', 'Elko', '89801'), phones: [] }, 'different'],
  [
    'a name that many have, at two addresses of a town',
    { names: ['Mental Health Clinic'], phones: [] },
    { names: ['Mental Health Clinic'], places: at('9 Pine Rd'), phones: [] },
    'different',
  ],
  [
    'a common name with the town in it is nobody’s own',
    { names: ['Ketamine Center of Reno'], phones: [] },
    { names: ['Reno Ketamine Center'], places: at('9 Pine Rd'), phones: [] },
    'different',
  ],
  [
    'two houses of one charity',
    { ...ridge, places: at('900 West 1st Street', 'Reno', '89503') },
    { ...ridge, names: ['Ridge House Inc: Everett'], places: at('2625 Everett Drive', 'Reno', '89503') },
    'different',
  ],
  [
    'a hospital and what stands over it, at one address',
    {
      names: ['VA Sierra Nevada Healthcare System: Ioannis A Lougaris Medical Center'],
      places: at('975 Kirman Avenue', 'Reno', '89502'),
      phones: [],
    },
    {
      names: ['Department of Veterans Affairs: VA Sierra Nevada Healthcare System'],
      places: at('975 Kirman Ave', 'Reno', '89502'),
      phones: [],
    },
    'doubtful',
  ],
  [
    'three programmes on one campus',
    { names: ['West Neighborhood Family Servs Ctr'], places: at('6171 W Charleston Blvd'), phones: [] },
    { names: ['Desert Willow Treament Center'], places: at('6171 West Charleston Boulevard'), phones: [] },
    'different',
  ],
  [
    'words together and apart, First and 1st',
    { names: ['Life Quest'], places: at('5 Pine Cone Road, First Floor'), phones: [] },
    { names: ['LifeQuest, Inc.'], places: at('5 Pinecone Rd'), phones: [] },
    'same',
  ],
  ['north and south of one street', alone, { places: at('120 South Harbor Street, Suite 4'), phones: [] }, 'same'],
  [
    'north is not south',
    { ...alone, places: at('120 N Harbor Street') },
    { places: at('120 S Harbor Street'), phones: [] },
    'doubtful',
  ],
  ['a letter wrong in the name, same door and telephone', {}, { names: ['Harbour Street Ketamine'] }, 'same'],
  [
    'a map’s point without an address, a few steps away',
    {
      ...alone,
      places: [
        { ...at('120 Harbor St')[0], point: { latitude: 39.5268, longitude: -119.8113 } },
      ] as CenterMarks['places'],
    },
    {
      phones: [],
      places: [{ street: '', city: '', state: 'NV', zip: '89501', point: { latitude: 39.5271, longitude: -119.811 } }],
    },
    'same',
  ],
];

describe('whether two records are one center', () => {
  test.each(pairs)('%s', (_what, one, other, verdict) => {
    const [a, b] = [
      { ...base, ...one },
      { ...base, ...other },
    ];
    expect(matchCenters(a, b)).toMatchObject({ verdict });
    expect(matchCenters(b, a)).toEqual(matchCenters(a, b));
  });

  test('what is doubtful says what agrees and what does not', () => {
    const [a, b] = [alone, { ...alone, places: at('9 Pine Rd') }];
    expect(matchCenters(a, b).reasons).toEqual(['same name', 'another address', 'same town']);
  });
});

const name = fc.oneof(
  fc.constantFrom(
    'Harbor Street Clinic',
    'Harbor Clinic LLC',
    'Mental Health Clinic',
    'Río Verde P.C.',
    '',
    '—',
    'Reno Pain',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);
const street = fc.oneof(
  fc.constantFrom(
    '120 Harbor St',
    '120 Harbor Street #4',
    '120 N Harbor St Ste 9',
    'PO Box 12',
    '',
    '1st Floor',
    '120',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const marks: fc.Arbitrary<CenterMarks> = fc.record({
  names: fc.array(name, { minLength: 1, maxLength: 3 }),
  places: fc.array(
    fc.record({
      street,
      city: fc.constantFrom('Reno', 'Sparks', ''),
      state: fc.constantFrom('NV', 'CA'),
      zip: fc.constantFrom('89501', '89434'),
      point: fc.option(
        fc.record({
          latitude: fc.double({ min: 39.5, max: 39.51, noNaN: true }),
          longitude: fc.double({ min: -119.81, max: -119.8, noNaN: true }),
        }),
        { nil: undefined },
      ),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  phones: fc.array(fc.constantFrom('7755550142', '775-555-0143', 'none'), { maxLength: 2 }),
  npis: fc.array(fc.constantFrom('1000000004', '1000000012'), { maxLength: 2 }),
  websites: fc.array(fc.constantFrom('harbor.example', 'https://other.example/x', 'facebook.com/a'), { maxLength: 2 }),
});

describe('for any two records', () => {
  test('the order does not matter, and nothing makes it fail', () => {
    fc.assert(
      fc.property(marks, marks, (one, other) => {
        expect(matchCenters(one, other)).toEqual(matchCenters(other, one));
      }),
      { numRuns: 1_000 },
    );
  });

  test('a record with a name and an address is the same as itself', () => {
    fc.assert(
      fc.property(marks, (one) => {
        const known = {
          ...one,
          names: [...one.names, 'Harbor Clinic'],
          places: [...one.places, ...at('120 Harbor St')],
        };
        expect(matchCenters(known, known).verdict).toBe('same');
      }),
      { numRuns: 500 },
    );
  });

  test('what is the same or doubtful is found by what both are found by', () => {
    fc.assert(
      fc.property(marks, marks, (one, other) => {
        if (matchCenters(one, other).verdict === 'different') return;
        const here = new Set(findBy(prepareMarks(other)));
        expect(findBy(prepareMarks(one), true).some((mark) => here.has(mark))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  test('one mark more in common never makes it less the same', () => {
    const rank = { different: 0, doubtful: 1, same: 2 };
    fc.assert(
      fc.property(marks, marks, (one, other) => {
        const before = rank[matchCenters(one, other).verdict];
        const and = (of: CenterMarks, more: Partial<CenterMarks>) => ({ ...of, ...more });
        const phones = (of: CenterMarks) => and(of, { phones: [...of.phones, '7755550177'] });
        const npis = (of: CenterMarks) => and(of, { npis: [...of.npis, '1000000020'] });
        expect(rank[matchCenters(phones(one), phones(other)).verdict]).toBeGreaterThanOrEqual(before);
        expect(rank[matchCenters(npis(one), npis(other)).verdict]).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 1_000 },
    );
  });
});

test('a telephone number is ten digits, however it is written, or none', () => {
  for (const text of ['+1 (775) 555-0142', '775.555.0142', '1-775-555-0142 ext. 3', '7755550142'])
    expect(phoneDigits(text)).toBe('7755550142');
  for (const text of ['', '555-0142', '0000000000', '+49 89 1234567', '1234567890']) expect(phoneDigits(text)).toBe('');
});

test('the host of a website, and nothing for pages on other people’s hosts', () => {
  expect(webHost('https://www.Harbor.example/a?b')).toBe('harbor.example');
  expect(webHost('harbor.wixsite.com/home')).toBe('harbor.wixsite.com');
  for (const text of [
    'facebook.com/harbor',
    'https://www.psychologytoday.com/us',
    'sites.google.com/x',
    'not a host',
    '',
  ])
    expect(webHost(text)).toBe('');
});
