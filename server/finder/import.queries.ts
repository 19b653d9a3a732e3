import { sql } from 'kysely';
import type { Tx } from '#server/platform/database.ts';
import type { EntryLocation } from './entry.ts';
import type { SourceContent, SourceKind } from './source-record.ts';

/**
 * A batch is one statement a table: values travel as columns, so that a thousand rows cost one journey. Where there are
 * two they leave together, in this order: nothing that is sent later comes between them.
 */

export type KnownSource = { kind: string; key: string; print: Buffer; centerId: string };

export const listSources = (tx: Tx, kind: SourceKind, keys: readonly string[]): Promise<KnownSource[]> =>
  tx
    .selectFrom('centerSource')
    .select(['kind', 'key', 'print', 'centerId'])
    .where('kind', '=', kind)
    .where(sql<boolean>`key = any(${[...keys]}::text[])`)
    .execute();

export async function listByMarks(tx: Tx, marks: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ centerId: string }>`
    select distinct center_id from center_mark where mark = any(${[...marks]}::text[])`.execute(tx);
  return rows.map(({ centerId }) => centerId);
}

export type KnownCenter = {
  id: string;
  slug: string;
  name: string;
  npi: string | null;
  phone: string | null;
  website: string | null;
  listing: string;
  claimedOn: string | null;
  synthetic: boolean;
};

export const listCenters = (tx: Tx, ids: readonly string[]): Promise<KnownCenter[]> =>
  tx
    .selectFrom('center')
    .select(['id', 'slug', 'name', 'npi', 'phone', 'website', 'listing', 'claimedOn', 'synthetic'])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();

export const listSaid = (tx: Tx, ids: readonly string[]) =>
  tx
    .selectFrom('centerSource')
    .select(['kind', 'key', 'centerId', 'content'])
    .where(sql<boolean>`center_id = any(${[...ids]}::uuid[])`)
    .orderBy('centerId')
    .orderBy('kind')
    .orderBy('key')
    .execute();

export async function listSlugs(tx: Tx, slugs: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ slug: string }>`select slug from center where slug = any(${[...slugs]}::text[])`.execute(
    tx,
  );
  return rows.map(({ slug }) => slug);
}

export type CenterRow = {
  id: string;
  slug: string;
  name: string;
  npi: string | undefined;
  phone: string | undefined;
  website: string | undefined;
  synthetic: boolean;
};

/** Rows as one value: the quickest to write here, and as quick to read there as a column at a time. */
const asJson = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::json`;

export async function saveCenters(tx: Tx, rows: readonly CenterRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into center (id, slug, name, npi, phone, website, synthetic)
    select id, slug, name, npi, phone, website, synthetic from json_to_recordset(${asJson(rows)})
      as row (id uuid, slug text, name text, npi text, phone text, website text, synthetic boolean)
    on conflict (id) do update set name = excluded.name, npi = excluded.npi, phone = excluded.phone,
      website = excluded.website, version = center.version + 1, updated_at = now()`.execute(tx);
}

export type LocationRow = EntryLocation & { centerId: string };

/** The places of a center are those that its sources name, and no others. */
export async function replaceLocations(
  tx: Tx,
  rows: readonly LocationRow[],
  changed: readonly string[],
): Promise<void> {
  const gone =
    changed.length > 0 &&
    sql`
      delete from center_location where center_id = any(${[...changed]}::uuid[])
        and id <> all(${rows.map(({ id }) => id)}::uuid[])`.execute(tx);
  const kept =
    rows.length > 0 &&
    sql`
    insert into center_location (center_id, id, street, city, state, zip, latitude, longitude, placed_by)
    select "centerId", id, street, city, state, zip, latitude, longitude, "placedBy" from json_to_recordset(${asJson(rows)})
      as row ("centerId" uuid, id uuid, street text, city text, state text, zip text, latitude float8, longitude float8,
        "placedBy" text)
    on conflict (center_id, id) do update set street = excluded.street, city = excluded.city, state = excluded.state,
      zip = excluded.zip, latitude = excluded.latitude, longitude = excluded.longitude,
      placed_by = excluded.placed_by`.execute(tx);
  await Promise.all([gone, kept]);
}

export type SourceRow = {
  kind: SourceKind;
  key: string;
  centerId: string;
  content: SourceContent;
  print: Buffer;
  licence: string;
  readOn: string;
};

export async function saveSources(tx: Tx, rows: readonly SourceRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into center_source (kind, key, center_id, content, print, licence, read_on)
    select kind, key, "centerId", content, decode(print, 'hex'), licence, "readOn"
    from json_to_recordset(${asJson(rows.map(({ print, ...row }) => ({ ...row, print: print.toString('hex') })))})
      as row (kind text, key text, "centerId" uuid, content jsonb, print text, licence text, "readOn" date)
    on conflict (kind, key) do update set content = excluded.content, print = excluded.print,
      licence = excluded.licence, read_on = excluded.read_on, imported_at = now()`.execute(tx);
}

/** What a center is found by. */
export type MarksRow = { centerId: string; marks: readonly string[] };

export async function replaceMarks(tx: Tx, before: readonly MarksRow[], now: readonly MarksRow[]): Promise<void> {
  const said = (rows: readonly MarksRow[]) => sql`
    select mark, "centerId" as id from json_to_recordset(${asJson(rows)}) as row ("centerId" uuid, marks text[]),
      unnest(marks) as mark`;
  const without =
    before.length > 0 &&
    sql`
      delete from center_mark using (${said(before)}) as gone
      where center_mark.mark = gone.mark and center_mark.center_id = gone.id`.execute(tx);
  const added =
    now.length > 0 && sql`insert into center_mark (mark, center_id) ${said(now)} on conflict do nothing`.execute(tx);
  await Promise.all([without, added]);
}

export type EvidenceRow = {
  id: string;
  centerId: string;
  fact: string;
  words: string;
  source: string;
  link: string | undefined;
  foundOn: string;
  expiresOn: string;
};

const noLongerSaid = 'The source no longer says so.';

/**
 * What a source claims now; what it claimed before and no longer does has ended. What an editor ended stays so, however
 * often the source repeats it.
 */
export async function saveClaims(
  tx: Tx,
  rows: readonly EvidenceRow[],
  ended: { ids: readonly string[]; on: string },
): Promise<void> {
  const over =
    ended.ids.length > 0 &&
    sql`
      update center_evidence set ended_on = ${ended.on}, ended_why = ${noLongerSaid}
      where id = any(${[...ended.ids]}::uuid[]) and ended_on is null`.execute(tx);
  const said =
    rows.length > 0 &&
    sql`
    insert into center_evidence (id, center_id, fact, kind, words, source, link, found_on, expires_on)
    select id, "centerId", fact, 'claim', words, source, link, "foundOn", "expiresOn" from json_to_recordset(${asJson(rows)})
      as row (id uuid, "centerId" uuid, fact text, words text, source text, link text, "foundOn" date, "expiresOn" date)
    on conflict (id) do update set found_on = excluded.found_on, expires_on = excluded.expires_on,
      ended_on = case when center_evidence.ended_why = ${noLongerSaid} then null else center_evidence.ended_on end,
      ended_why = nullif(center_evidence.ended_why, ${noLongerSaid})`.execute(tx);
  await Promise.all([over, said]);
}

export type ReviewRow = {
  id: string;
  kind: SourceKind;
  key: string;
  centerId: string;
  content: SourceContent;
  reasons: readonly string[];
};

/** A question that was answered is not asked again. */
export async function saveReviews(tx: Tx, rows: readonly ReviewRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto('centerReview')
    .values(
      rows.map(({ id, kind, key, centerId, content, reasons }) => ({
        id,
        kind,
        key,
        centerId,
        content: JSON.stringify(content),
        reasons: [...reasons],
      })),
    )
    .onConflict((conflict) => conflict.columns(['kind', 'key', 'centerId']).doNothing())
    .execute();
}

export async function saveChanges(
  tx: Tx,
  rows: readonly { centerId: string; id: string; changedOn: string; words: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto('centerChange')
    .values([...rows])
    .onConflict((conflict) => conflict.columns(['centerId', 'id']).doNothing())
    .execute();
}

/** Its only source took it back: the entry stays, and says that the place has closed. */
export async function closeCenters(tx: Tx, ids: readonly string[], on: string): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    update center set listing = 'closed', listing_on = ${on}, version = version + 1, updated_at = now()
    where id = any(${[...ids]}::uuid[]) and listing = 'listed' returning id`.execute(tx);
  return rows.map(({ id }) => id);
}
