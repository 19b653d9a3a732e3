import type { SourceContent, SourceRecord } from './source-record.ts';
import { taxonomies } from './taxonomies.ts';
import { isoDay, needed, npi, phone, place, plain, Refused } from './untrusted.ts';

/** An organisation of the national provider registry, from its file or its interface. */
export type NppesOrganisation = {
  npi: string;
  name: string;
  otherNames: readonly string[];
  street: string;
  street2: string;
  city: string;
  state: string;
  zip: string;
  country: string;
  phone: string;
  /** ISO day. */
  updatedOn: string;
  specialties: readonly { code: string; license: string; state: string }[];
  /** Beside the first: places where it also practises. */
  more?: readonly Pick<NppesOrganisation, 'street' | 'street2' | 'city' | 'state' | 'zip' | 'country'>[];
};

type Where = Pick<NppesOrganisation, 'street' | 'street2' | 'city' | 'state' | 'zip' | 'country'>;

function placeOf({ street, street2, city, state, zip, country }: Where) {
  if (country !== '' && country !== 'US') throw new Refused('It practises outside the United States.');
  return place(
    {
      street: [street, street2]
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .join(', '),
      city,
      state,
      zip,
    },
    'zip',
  );
}

/** @throws Refused with why it is not taken */
export function nppesRecord(of: NppesOrganisation): SourceRecord {
  const key = npi(of.npi);
  const names = [needed(of.name, 'The name', 200), ...of.otherNames.map((name) => plain(name, 'The other name', 200))];
  const tel = phone(of.phone);
  const updatedOn = isoDay(of.updatedOn, 'The date of the last change');
  const claims = licences(of, updatedOn);
  const content: SourceContent = {
    names: [...new Set(names.filter((name) => name !== ''))],
    npi: key,
    places: [placeOf(of), ...(of.more ?? []).map(placeOf)],
    ...(tel === undefined ? {} : { phone: tel }),
    ...(claims.length === 0 ? {} : { claims }),
  };
  return { kind: 'nppes', key, licence: 'US Government, public domain', readOn: updatedOn, content };
}

/** Everyone writes their own entry of the registry, and nobody checks it: a licence in it is a claim. */
function licences({ specialties }: NppesOrganisation, foundOn: string): NonNullable<SourceContent['claims']> {
  return specialties.flatMap(({ code, license, state }) => {
    const specialty = taxonomies.get(code);
    const number = plain(license, 'The license number', 40);
    if (specialty === undefined || number === '') return [];
    const of = plain(state, 'The state of the license', 40);
    return [
      {
        fact: 'medical-team',
        words: `Registered for ${specialty}, license ${number}${of === '' ? '' : ` of ${of}`}`,
        foundOn,
      },
    ];
  });
}
