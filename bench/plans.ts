import { CamelCasePlugin, type CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { searchPrefixes } from '#clinical/chart/chart.ts';
import { listAllergies, listMedicines, listProblems } from '#server/chart/chart-rows.queries.ts';
import { findPatient, listCareTeam, listLookalikes, listPatients, standingTo } from '#server/chart/patient.queries.ts';
import type { ClinicDb } from '#server/platform/clinic-db.gen.ts';
import type { Tx } from '#server/platform/database.ts';
import type { Bench } from './bench.ts';

/** The queries of search and chart as the database carries them out for the application's role, row-level security and all. */
export async function showPlans(bench: Bench): Promise<void> {
  const { say, filled } = bench;
  const pool = new pg.Pool({
    ...bench.database,
    database: 'racemic',
    user: 'racemic_app',
    options: '-c search_path=clinic,public',
    max: 1,
  });
  const run: CompiledQuery[] = [];
  const db = new Kysely<ClinicDb>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    log: (event) => {
      run.push(event.query);
    },
  });
  const explain = (title: string, work: (tx: Tx) => Promise<unknown>) =>
    db.transaction().execute(async (tx) => {
      await sql`select set_config('racemic.clinic_id', ${bench.clinicId}, true)`.execute(tx);
      await work(tx);
      run.length = 0;
      await work(tx);
      for (const query of [...run]) {
        const plan = await tx.executeQuery<{ queryPlan: string }>({
          ...query,
          sql: `explain (analyze, buffers, timing off) ${query.sql}`,
        });
        say(`\n  ${title}: ${query.sql.replaceAll('"', '').slice(0, 150)}`);
        for (const { queryPlan } of plan.rows) say(`    ${queryPlan}`);
      }
    });
  const id = filled.ids[4_321 % filled.ids.length] ?? '';
  const person = filled.people[4_321 % filled.people.length];
  const [givenName = '', familyName = '', birthOn = ''] = [person?.givenName, person?.familyName, person?.birthOn];
  const search = (text: string) => explain(`search "${text}"`, (tx) => listPatients(tx, searchPrefixes(text), 20));
  say('\nPlans (explain analyze), second time each query is run');
  try {
    await search(familyName.slice(0, 1));
    await search(familyName.slice(0, 4));
    await search(`${familyName} ${givenName.slice(0, 2)}`);
    await search(birthOn);
    await explain('chart', async (tx) => {
      const patient = await findPatient(tx, id);
      await standingTo(tx, id, filled.ids[0], new Date());
      await listCareTeam(tx, id);
      await listLookalikes(tx, patient);
      await listAllergies(tx, id);
      await listMedicines(tx, id);
      await listProblems(tx, id);
    });
  } finally {
    await db.destroy();
  }
}
