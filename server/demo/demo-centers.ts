/** Made-up centers for the public pages of a synthetic clinic, and of a measurement; said to be made up on every page. */
import { createHash } from 'node:crypto';
import { writeCards } from '#server/finder/cards.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import type { Services } from '#server/platform/services.ts';
import { type VirtualCenter, virtualCenters } from '#simulator/centers.ts';
import { addRows, countMadeUp } from './demo-centers.queries.ts';

const atOnce = 250;

/** As many made-up centers as asked for; those that are there already stay. @returns how many were added */
export async function fillCenters(services: Services, count: number, seed = 1): Promise<number> {
  const today = services.clock().toISOString().slice(0, 10);
  const { inCentersTransaction } = services.db;
  const there = await inCentersTransaction(countMadeUp);
  let batch: VirtualCenter[] = [];
  const write = async () => {
    const centers = batch;
    batch = [];
    if (centers.length > 0) await inCentersTransaction((tx) => addCenters(tx, centers, today));
  };
  for (const center of virtualCenters(seed, count, today)) {
    if (center.number < there) continue;
    batch.push(center);
    if (batch.length === atOnce) await write();
  }
  await write();
  return Math.max(0, count - there);
}

async function addCenters(tx: Tx, centers: readonly VirtualCenter[], today: string): Promise<void> {
  const made = centers.map((center) => ({ ...center, id: newId() }));
  const of = <Row>(rows: (center: (typeof made)[number]) => readonly Row[]) => made.flatMap((center) => rows(center));
  await addRows(
    tx,
    'center',
    made.map(({ id, slug, name, phone, website }) => ({
      id,
      slug,
      name,
      phone,
      website,
      listing: 'listed',
      synthetic: true,
      version: 1,
      created_at: today,
      updated_at: today,
    })),
  );
  await addRows(
    tx,
    'center_location',
    made.map(({ id, street, city, state, zip, latitude, longitude }) => ({
      center_id: id,
      id: newId(),
      street,
      city,
      state,
      zip,
      latitude,
      longitude,
      placed_by: 'zip',
    })),
  );
  await addRows(
    tx,
    'center_source',
    made.map(({ id, slug }) => ({
      kind: 'simulator',
      key: slug,
      center_id: id,
      content: {},
      print: `\\x${createHash('sha256').update(slug).digest('hex')}`,
      licence: 'made up',
      read_on: today,
      imported_at: today,
    })),
  );
  await addRows(
    tx,
    'center_evidence',
    of(({ id, evidence }) =>
      evidence.map(({ fact, kind, words, source, link, foundOn, expiresOn }) => ({
        id: newId(),
        center_id: id,
        fact,
        kind,
        words,
        source,
        link,
        found_on: foundOn,
        expires_on: expiresOn,
      })),
    ),
  );
  await addRows(
    tx,
    'center_service',
    of(({ id, services }) =>
      services.map(({ treatment, product, byMail }) => ({
        center_id: id,
        treatment,
        product,
        by_mail: byMail,
        source: 'its website',
        found_on: today,
      })),
    ),
  );
  await addRows(
    tx,
    'center_offer',
    of(({ id, offers }) =>
      offers.map(({ kind, value }) => ({ center_id: id, kind, value, source: 'its website', found_on: today })),
    ),
  );
  await addRows(
    tx,
    'center_price',
    of(({ id, prices }) =>
      prices.map(({ what, cents, words, statedOn }) => ({
        center_id: id,
        id: newId(),
        what,
        cents,
        words,
        includes: '',
        who_bills: '',
        stated_on: statedOn,
      })),
    ),
  );
  await addRows(
    tx,
    'center_quote',
    of(({ id, website, quotes }) =>
      quotes.map(({ rule, words }) => ({
        center_id: id,
        id: newId(),
        rule,
        words,
        link: website,
        found_on: today,
        told_on: today,
      })),
    ),
  );
  await writeCards(
    tx,
    made.map(({ id }) => id),
    today,
  );
}
