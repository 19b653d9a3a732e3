import type { ByteRow } from './byte-rows.ts';
import { headerWords } from './csv.ts';
import type { NppesOrganisation } from './nppes-record.ts';
import { taxonomies } from './taxonomies.ts';

/**
 * What of the registry's monthly file is of interest here.
 *
 * Organisations only (entity type 2). A person is no center: nurses and doctors move, work at several places, and give
 * their home as the address. A practice of one person that has no number as an organisation comes in through the other
 * sources; taking every sole proprietor as doubtful would ask editors about some hundred thousand entries.
 *
 * Columns are found by the text of the header: their places have moved before (regulatory basis G5 [S152]).
 */
const header = {
  npi: 'NPI',
  name: 'Provider Organization Name (Legal Business Name)',
  otherName: 'Provider Other Organization Name',
  street: 'Provider First Line Business Practice Location Address',
  street2: 'Provider Second Line Business Practice Location Address',
  city: 'Provider Business Practice Location Address City Name',
  state: 'Provider Business Practice Location Address State Name',
  zip: 'Provider Business Practice Location Address Postal Code',
  country: 'Provider Business Practice Location Address Country Code (If outside U.S.)',
  phone: 'Provider Business Practice Location Address Telephone Number',
  updated: 'Last Update Date',
  entity: 'Entity Type Code',
  deactivated: 'NPI Deactivation Date',
  reactivated: 'NPI Reactivation Date',
} as const;
const numbered = {
  code: 'Healthcare Provider Taxonomy Code_',
  license: 'Provider License Number_',
  state: 'Provider License Number State Code_',
} as const;
const most = 15;

/** One row of interest. Plain data: it travels from one thread to another. */
export type Found =
  | { readonly is: 'organisation'; readonly line: number; readonly of: NppesOrganisation }
  | { readonly is: 'gone'; readonly npi: string }
  | { readonly is: 'broken'; readonly line: number; readonly why: string };

/** Columns that the import needs and the file does not have. */
export function missingColumns(names: readonly string[]): string[] {
  const wanted = [...Object.values(header), ...Object.values(numbered).map((name) => `${name}1`)];
  return wanted.filter((name) => !names.includes(headerWords(name)));
}

/** @returns what one row says; nothing for a row of no interest */
export function nppesFinder(names: readonly string[]): (row: ByteRow) => Found | undefined {
  const place = (name: string) => names.indexOf(headerWords(name));
  const [deactivated, reactivated, entity] = [
    place(header.deactivated),
    place(header.reactivated),
    place(header.entity),
  ];
  // Of the fifteen places for a specialty, those that this file has.
  const specialties = Array.from({ length: most }, (_, at) => ({
    code: place(`${numbered.code}${at + 1}`),
    license: place(`${numbered.license}${at + 1}`),
    state: place(`${numbered.state}${at + 1}`),
  })).filter(({ code }) => code >= 0);
  const at = Object.fromEntries(Object.entries(header).map(([column, name]) => [column, place(name)]));
  const isOfInterest = (row: ByteRow) =>
    row.text(entity) === '2' && specialties.some(({ code }) => !row.isEmpty(code) && taxonomies.has(row.text(code)));

  return (row) => {
    const { line } = row;
    if (row.fault !== undefined) return { is: 'broken', line, why: row.fault };
    const isGone = !row.isEmpty(deactivated) && row.isEmpty(reactivated);
    if (!isGone && !isOfInterest(row)) return undefined;
    if (!row.isUtf8()) return { is: 'broken', line, why: 'it holds bytes that are not UTF-8' };
    const text = (column: keyof typeof header) => row.text(at[column] ?? -1);
    if (isGone) return { is: 'gone', npi: text('npi') };
    return {
      is: 'organisation',
      line,
      of: {
        npi: text('npi'),
        name: text('name'),
        otherNames: [text('otherName')].filter((name) => name !== ''),
        street: text('street'),
        street2: text('street2'),
        city: text('city'),
        state: text('state'),
        zip: text('zip'),
        country: text('country'),
        phone: text('phone'),
        updatedOn: isoOf(text('updated')),
        specialties: specialties
          .filter(({ code }) => !row.isEmpty(code))
          .map(({ code, license, state }) => ({
            code: row.text(code),
            license: license < 0 ? '' : row.text(license),
            state: state < 0 ? '' : row.text(state),
          })),
      },
    };
  };
}

/** The registry writes 07/08/2024. */
function isoOf(date: string): string {
  const parts = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(date);
  return parts === null ? date : `${parts[3]}-${parts[1]}-${parts[2]}`;
}
