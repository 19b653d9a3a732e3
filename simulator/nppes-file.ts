/** A file like the registry's, of any size, about organisations that do not exist; the same for the same seed. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { luhnDigit, npiPrefix } from '#clinical/chart/chart.ts';
import { zipPoints } from '#server/finder/zip-points.ts';
import { type Chance, chance } from './chance.ts';
import { nppesColumns } from './nppes-columns.ts';

export type NppesRow = Partial<Record<string, string>>;

/** In quotation marks, as the registry writes; marks inside a value become single. */
export const nppesLine = (row: NppesRow): string =>
  `"${nppesColumns.map((column) => (row[column] ?? '').replaceAll('"', "'")).join('","')}"\n`;

export const nppesHeader = `"${nppesColumns.join('","')}"\n`;

/** The n-th number of those that begin with 2, with its check digit: nobody has one of them yet. */
export function npiAt(place: number): string {
  const digits = `2${String(place).padStart(8, '0')}`;
  return digits + String(luhnDigit(npiPrefix.value + digits));
}

/** One in so many is an organisation of a specialty that matters: about what the registry of 2026 would give. */
const interest = 0.015;
const ofInterest = ['2084P0800X', '207L00000X', '363LP0808X', '261QM0801X', '261QP3300X', '261QM0850X'] as const;
const others = [
  '207Q00000X',
  '207R00000X',
  '1223G0001X',
  '225100000X',
  '163W00000X',
  '183500000X',
  '235Z00000X',
] as const;
const kinds = ['Psychiatry', 'Anesthesia', 'Behavioral Health', 'Infusion Center', 'Pain Clinic', 'Wellness'] as const;
const syllables = [
  'al',
  'ber',
  'co',
  'da',
  'el',
  'fen',
  'gar',
  'hol',
  'in',
  'jo',
  'kel',
  'lo',
  'mar',
  'nor',
  'os',
  'pel',
  'qui',
  'ros',
  'sa',
  'tor',
  'ul',
  'ven',
  'wil',
  'yor',
  'zan',
] as const;
const streets = [
  'Main',
  'Oak',
  'Pine',
  'Maple',
  'Cedar',
  'Lake',
  'Hill',
  'Park',
  'Washington',
  'Lincoln',
  'River',
  'Church',
  'Spring',
  'Mill',
  'Center',
  'Ridge',
  'Sunset',
  'Highland',
  'Franklin',
  'Jackson',
] as const;
const endings = ['St', 'Ave', 'Blvd', 'Rd', 'Dr', 'Ln', 'Pkwy', 'Way'] as const;

/** A word that nobody's name is. */
export const inventWord = (by: Chance): string => {
  const word = Array.from({ length: by.whole(2, 4) }, () => by.pick(syllables)).join('');
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
};

export const inventStreet = (by: Chance): string => `${by.whole(1, 9_999)} ${by.pick(streets)} ${by.pick(endings)}`;

function inventRow(seed: number, place: number, zips: readonly string[]): NppesRow {
  const by = chance(seed, 'nppes', place);
  const npi = npiAt(place);
  if (by.isLikely(0.03)) return { NPI: npi, 'NPI Deactivation Date': '05/23/2019' };
  const isOrganisation = by.isLikely(0.22);
  const isOfInterest = isOrganisation && by.isLikely(interest / 0.22);
  const point = zipPoints().find(zips[by.whole(0, zips.length - 1)] ?? '');
  const { zip, city, state } = point.is === 'found' ? point.point : { zip: '89501', city: 'Reno', state: 'NV' };
  const [street, suite] = [inventStreet(by).toUpperCase(), by.isLikely(0.4) ? `STE ${by.whole(1, 900)}` : ''];
  const phone = `${by.whole(2, 9)}${by.whole(10, 99)}555${String(by.whole(0, 9_999)).padStart(4, '0')}`;
  const code = isOfInterest ? by.pick(ofInterest) : by.pick(others);
  return {
    NPI: npi,
    'Entity Type Code': isOrganisation ? '2' : '1',
    ...(isOrganisation
      ? {
          'Employer Identification Number (EIN)': '<UNAVAIL>',
          'Provider Organization Name (Legal Business Name)':
            `${inventWord(by)} ${inventWord(by)} SYNTHETIC ${by.pick(kinds)} LLC`.toUpperCase(),
        }
      : {
          'Provider Last Name (Legal Name)': inventWord(by).toUpperCase(),
          'Provider First Name': inventWord(by).toUpperCase(),
        }),
    'Provider First Line Business Mailing Address': street,
    'Provider Second Line Business Mailing Address': suite,
    'Provider Business Mailing Address City Name': city.toUpperCase(),
    'Provider Business Mailing Address State Name': state,
    'Provider Business Mailing Address Postal Code': `${zip}0000`,
    'Provider Business Mailing Address Country Code (If outside U.S.)': 'US',
    'Provider First Line Business Practice Location Address': street,
    'Provider Second Line Business Practice Location Address': suite,
    'Provider Business Practice Location Address City Name': city.toUpperCase(),
    'Provider Business Practice Location Address State Name': state,
    'Provider Business Practice Location Address Postal Code': `${zip}${by.whole(1_000, 9_999)}`,
    'Provider Business Practice Location Address Country Code (If outside U.S.)': 'US',
    'Provider Business Practice Location Address Telephone Number': phone,
    'Provider Enumeration Date': '05/23/2005',
    'Last Update Date': `0${by.whole(1, 9)}/${by.whole(10, 28)}/20${by.whole(10, 26)}`,
    'Healthcare Provider Taxonomy Code_1': code,
    'Provider License Number_1': by.isLikely(0.3) ? String(by.whole(10_000, 99_999)) : '',
    'Provider License Number State Code_1': state,
    'Healthcare Provider Primary Taxonomy Switch_1': 'Y',
    'Is Sole Proprietor': isOrganisation ? '' : 'N',
    'Is Organization Subpart': isOrganisation ? 'N' : '',
    'Certification Date': '06/01/2024',
  };
}

/** Rows are drawn from so many different ones; only numbers and streets are new in each. Drawing all would take hours. */
const drawn = 20_000;

/**
 * Writes at least so many bytes as a stream.
 *
 * @returns how many rows there are
 */
export async function writeNppesFile(file: string, bytes: number, seed = 1): Promise<number> {
  const zips = zipPoints().all.filter((zip) => zipPoints().find(zip).is === 'found');
  const out = createWriteStream(file, { highWaterMark: 4 * 1_048_576 });
  out.write(nppesHeader);
  let [written, rows, piece] = [nppesHeader.length, 0, ''];
  const common = Array.from({ length: Math.min(drawn, Math.ceil(bytes / 1_000)) }, (_, at) =>
    inventRow(seed, at, zips),
  );
  const lines = common.map((row) => ({ rest: nppesLine(row).slice(12), isOfInterest: isInteresting(row) }));
  while (written < bytes) {
    const line = lines[rows % lines.length];
    // What comes out of the file is new each time; what is passed over may repeat.
    const text =
      line?.isOfInterest === true && rows >= lines.length
        ? nppesLine({ ...again(seed, rows, zips), NPI: npiAt(rows) })
        : `"${npiAt(rows)}"${line?.rest ?? ''}`;
    piece += text;
    written += text.length;
    rows += 1;
    if (piece.length > 1_048_576) {
      if (!out.write(piece)) await once(out, 'drain');
      piece = '';
    }
  }
  out.end(piece);
  await once(out, 'finish');
  return rows;
}

const isInteresting = (row: NppesRow) =>
  row['Entity Type Code'] === '2' && ofInterest.some((code) => code === row['Healthcare Provider Taxonomy Code_1']);

/** An organisation of interest, drawn until there is one. */
function again(seed: number, place: number, zips: readonly string[]): NppesRow {
  for (let turn = 0; ; turn += 1) {
    const row = inventRow(seed + 1 + turn, place, zips);
    if (row['Entity Type Code'] === '2')
      return { ...row, 'Healthcare Provider Taxonomy Code_1': ofInterest[place % ofInterest.length] ?? ofInterest[0] };
  }
}
