import { CannotImport } from './cannot-import.ts';
import { type CsvRow, csvRows, headerWords } from './csv.ts';
import { type Read, type Reading, readingOf } from './import-kinds.ts';
import { placeWords } from './place-names.ts';
import { textOf } from './small-file.ts';
import type { SourcePlace } from './source-record.ts';
import { needed, phone, place, plain, Refused, webAddress } from './untrusted.ts';

/**
 * A list of facilities as public offices publish them: one row a facility, columns by their names. Needed: name, street,
 * city, state, zip. Read when there: kind, latitude, longitude, phone, website.
 */
const needs = ['name', 'street', 'city', 'state', 'zip'] as const;
const knows = [...needs, 'kind', 'latitude', 'longitude', 'phone', 'website'] as const;
type Column = (typeof knows)[number];

export function readFacilities(file: string, importedOn: string): Reading {
  const [header, ...rows] = [...csvRows(textOf(file))];
  const names = header?.fields.map(headerWords) ?? [];
  const missing = needs.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new CannotImport(`${file} has no column ${missing.map((name) => `"${name}"`).join(', ')}.`);
  const of = (row: CsvRow) => (column: Column) => row.fields[names.indexOf(column)] ?? '';
  const placedBy = pointsAreOfZips(rows.map(of)) ? 'zip' : 'address';
  return readingOf(
    rows.map((row): Read => {
      try {
        if (row.fault !== undefined) throw new Refused(row.fault);
        if (row.fields.length !== names.length)
          throw new Refused(`The row has ${row.fields.length} fields; the header has ${names.length}.`);
        return { is: 'record', record: facility(of(row), placedBy, importedOn) };
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { is: 'rejected', rejected: { line: row.line, why: error.message } };
      }
    }),
  );
}

function facility(value: (column: Column) => string, placedBy: SourcePlace['placedBy'], importedOn: string) {
  const name = needed(value('name'), 'The name', 200);
  const where = place(
    {
      street: value('street'),
      city: value('city'),
      state: value('state'),
      zip: value('zip'),
      latitude: value('latitude'),
      longitude: value('longitude'),
    },
    placedBy,
  );
  const [tel, website] = [phone(value('phone')), webAddress(value('website'))];
  return {
    kind: 'facility' as const,
    // The list has no numbers of its own: what it says of kind, name and door is the name of the row.
    key: [plain(value('kind'), 'The kind', 60), where.zip, placeWords(where.street), placeWords(name)].join(' '),
    licence: 'US Government, public domain',
    readOn: importedOn,
    content: {
      names: [name],
      places: [where],
      ...(tel === undefined ? {} : { phone: tel }),
      ...(website === undefined ? {} : { website }),
    },
  };
}

/** Every ZIP code of the list has one point, and several doors share one: then points are the ZIP codes', not the doors'. */
function pointsAreOfZips(rows: readonly ((column: Column) => string)[]): boolean {
  const points = Map.groupBy(rows, (value) => value('zip'));
  const pointsIn = (of: readonly ((column: Column) => string)[]) =>
    new Set(of.map((value) => `${value('latitude')} ${value('longitude')}`)).size;
  const shared = [...points.values()].filter((of) => new Set(of.map((value) => value('street'))).size > 1);
  return shared.length > 0 && shared.every((of) => pointsIn(of) === 1);
}
