import { z } from 'zod';
import { CannotImport } from './cannot-import.ts';
import { type Read, type Reading, readingOf } from './import-kinds.ts';
import { nppesRecord } from './nppes-record.ts';
import { jsonOf } from './small-file.ts';
import { Refused } from './untrusted.ts';

/** An answer of the registry's interface, version 2.1. What is not named here is not read. */
const text = z.string().max(1_000).default('');
const Address = z.object({
  address_1: text,
  address_2: text,
  city: text,
  state: text,
  postal_code: text,
  country_code: text,
  telephone_number: text,
});
const Result = z.object({
  enumeration_type: z.string(),
  number: z.union([z.number(), z.string()]).transform(String),
  basic: z.object({ organization_name: text, last_updated: text, enumeration_date: text, status: text }),
  other_names: z
    .array(z.object({ organization_name: text }))
    .max(200)
    .default([]),
  addresses: z.array(Address.extend({ address_purpose: text })).max(50),
  taxonomies: z
    .array(z.object({ code: text, license: text.nullable(), state: text.nullable() }))
    .max(50)
    .default([]),
  practiceLocations: z.array(Address).max(500).default([]),
});
const Answer = z.object({ results: z.array(z.unknown()).max(100_000) });

export function readNppesApi(file: string): Reading {
  const answer = Answer.safeParse(jsonOf(file));
  if (!answer.success)
    throw new CannotImport(`${file} is no answer of the registry’s interface: it has no list "results".`);
  let people = 0;
  const rows = answer.data.results.flatMap((result, at): Read[] => {
    const read = Result.safeParse(result);
    const rejected = (why: string): Read[] => [{ is: 'rejected', rejected: { line: at + 1, why } }];
    if (!read.success) {
      const [issue] = read.error.issues;
      return rejected(`It is not as the registry answers: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
    }
    // A person is no center: who practises somewhere is registered with the organisation or asked there.
    if (read.data.enumeration_type !== 'NPI-2') {
      people += 1;
      return [];
    }
    try {
      return [{ is: 'record', record: record(read.data) }];
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return rejected(error.message);
    }
  });
  return readingOf(rows, people);
}

function record({ number, basic, other_names, addresses, taxonomies, practiceLocations }: z.infer<typeof Result>) {
  if (basic.status !== '' && basic.status !== 'A') throw new Refused('The registry has taken this number back.');
  const main = addresses.find(({ address_purpose }) => address_purpose === 'LOCATION');
  if (main === undefined) throw new Refused('It has no address where it practises.');
  const where = (of: z.infer<typeof Address>) => ({
    street: of.address_1,
    street2: of.address_2,
    city: of.city,
    state: of.state,
    zip: of.postal_code,
    country: of.country_code,
  });
  return nppesRecord({
    npi: number,
    name: basic.organization_name,
    otherNames: other_names.map(({ organization_name }) => organization_name),
    ...where(main),
    phone: main.telephone_number,
    updatedOn: basic.last_updated === '' ? basic.enumeration_date : basic.last_updated,
    specialties: taxonomies.map(({ code, license, state }) => ({ code, license: license ?? '', state: state ?? '' })),
    more: practiceLocations.map(where),
  });
}
