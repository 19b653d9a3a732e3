import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDatabase, type TestDatabase } from './database.ts';

/** What the database itself says about every table: nothing is protected by habit alone. */

let db: TestDatabase;
let admin: pg.Client;
beforeAll(async () => {
  db = await aDatabase();
  admin = new pg.Client(db.superuser);
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await db[Symbol.asyncDispose]();
});

const rows = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await admin.query<T>(sql, values)).rows;
const tables = (schema: string) =>
  rows<{ name: string; forced: boolean; enabled: boolean }>(
    `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    [schema],
  );

/** Every clinical table, and what the application may do with it besides reading and adding. */
const clinical: Record<string, ('UPDATE' | 'DELETE')[]> = {
  allergy: ['UPDATE'],
  audit_event: [],
  audit_link: [],
  break_glass: ['UPDATE'],
  care_team: ['DELETE'],
  chair: ['UPDATE'],
  clinic: ['UPDATE'],
  debrief: [],
  device: ['UPDATE'],
  device_assignment: ['UPDATE'],
  device_message: [],
  device_value: [],
  drill: ['UPDATE'],
  drill_step: [],
  drug_awaiting: ['UPDATE'],
  drug_balance: ['UPDATE'],
  drug_command: [],
  drug_count: [],
  drug_discrepancy: [],
  drug_discrepancy_step: [],
  drug_disposal: [],
  drug_draw: ['UPDATE'],
  drug_item: ['UPDATE'],
  drug_product: ['UPDATE'],
  drug_receipt: ['UPDATE'],
  drug_register: [],
  emergency_dose_end: [],
  emergency_dose_version: [],
  emergency_interval: [],
  follow_up: ['UPDATE'],
  incident: ['UPDATE'],
  kit_check: [],
  escalation_step: [],
  ladder: [],
  licence: ['UPDATE'],
  medicine: ['UPDATE'],
  patient: ['UPDATE'],
  patient_number: ['UPDATE'],
  patient_search: ['DELETE'],
  practitioner: ['UPDATE'],
  practitioner_role: ['DELETE'],
  practitioner_role_held: ['UPDATE'],
  problem: ['UPDATE'],
  protocol_version: [],
  protocol_version_end: [],
  reach: ['UPDATE'],
  registry_report: [],
  session: ['UPDATE'],
  session_event: [],
  shift: [],
  station_sound: [],
  stock_location: ['UPDATE'],
  treatment_order: [],
  treatment_order_end: [],
};

test('this test knows every table of schema clinic', async () => {
  expect((await tables('clinic')).map((table) => table.name)).toEqual(Object.keys(clinical).sort());
});

test('every clinical table has row-level security, forced on its owner too', async () => {
  const open = (await tables('clinic')).filter((table) => !table.enabled || !table.forced);
  expect(open).toEqual([]);
});

test('every clinical table has exactly the two policies of racemic_protect', async () => {
  const found = await rows<{ name: string; policies: string }>(
    `select tablename::text as name, string_agg(policyname || ' for ' || cmd || ' to ' || array_to_string(roles, ',') || ' using ' || qual
              || coalesce(' check ' || with_check, ''), '; ' order by policyname) as policies
       from pg_policies where schemaname = 'clinic'
        and not (select c.relispartition from pg_class c where c.oid = format('clinic.%I', tablename)::regclass)
      group by tablename order by tablename`,
  );
  const own = '(clinic_id = racemic_clinic())';
  const expected = `backup_reads for SELECT to racemic_backup using true; own_clinic for ALL to public using ${own} check ${own}`;
  const extra = found.filter((table) => table.policies !== expected && !table.policies.startsWith(expected));
  expect(extra).toEqual([]);
  expect(found.map((table) => table.name)).toEqual(Object.keys(clinical).sort());
});

test('a part of a table that is kept in parts is protected like the whole, and only the whole is open to the application', async () => {
  await rows(`select clinic.make_device_days(current_date, current_date + 2)`);
  await rows(`select clinic.make_device_days(current_date, current_date + 2)`);
  const parts = await rows<{ name: string; is_guarded: boolean; is_open: boolean }>(
    `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as is_guarded,
            has_table_privilege('racemic_app', c.oid, 'select, insert, update, delete') as is_open
       from pg_class c where c.relnamespace = 'clinic'::regnamespace and c.relispartition and c.relkind = 'r'`,
  );
  expect(parts).toHaveLength(8);
  expect(parts.filter(({ is_guarded, is_open }) => !is_guarded || is_open)).toEqual([]);
});

test('clinic_id comes first in every primary key and in every foreign key between clinical tables', async () => {
  const wrong = await rows(
    `select c.conrelid::regclass::text as on_table, c.conname
       from pg_constraint c join pg_namespace n on n.oid = c.connamespace
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where n.nspname = 'clinic' and c.contype in ('p', 'f') and a.attname <> 'clinic_id'`,
  );
  expect(wrong).toEqual([]);
});

test('the application adds to and reads clinical tables, and changes only what this test lists', async () => {
  for (const [table, allowed] of Object.entries(clinical)) {
    const has = await rows<{ right: string }>(
      `select privilege_type as right from information_schema.role_table_grants
        where grantee = 'racemic_app' and table_schema = 'clinic' and table_name = $1`,
      [table],
    );
    expect({ table, rights: has.map((row) => row.right).sort() }).toEqual({
      table,
      rights: ['INSERT', 'SELECT', ...allowed].sort(),
    });
  }
});

test('the trail and its chain can be neither altered nor emptied by the application', async () => {
  const client = new pg.Client(db.where.app);
  await client.connect();
  for (const attempt of [
    'update clinic.audit_event set action = action',
    'delete from clinic.audit_event',
    'truncate clinic.audit_event',
    'update clinic.audit_link set hash = hash',
    'delete from clinic.audit_link',
    'alter table clinic.audit_event disable row level security',
    'set role racemic_owner',
    'set row_security = off; select * from clinic.patient',
  ])
    await expect(client.query(attempt), attempt).rejects.toMatchObject({ code: '42501' });
  await client.end();
});

test('the application has no right in schema identity, and identity none in clinical tables but to add to the trail', async () => {
  const crossing = await rows(
    `select grantee::text, table_schema::text, table_name::text, privilege_type::text
       from information_schema.role_table_grants
      where (grantee = 'racemic_app' and table_schema = 'identity')
         or (grantee = 'racemic_identity' and table_schema = 'clinic' and not (table_name = 'audit_event' and privilege_type = 'INSERT'))`,
  );
  expect(crossing).toEqual([]);
});

test('no role of ours may bypass row-level security or is a superuser, and none owns what it may only use', async () => {
  const roles = await rows(
    `select rolname from pg_roles where rolname like 'racemic%' and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)`,
  );
  expect(roles).toEqual([]);
  const owned = await rows(
    `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('clinic', 'identity', 'public_data', 'jobs') and c.relkind in ('r', 'p', 'v')
        and pg_get_userbyid(c.relowner) <> 'racemic_owner'`,
  );
  expect(owned).toEqual([]);
});

test('schema identity holds no table that the backup or this list forgets', async () => {
  const names = (await tables('identity')).map((table) => table.name);
  const readable = await rows<{ name: string }>(
    `select table_name::text as name from information_schema.role_table_grants
      where grantee = 'racemic_backup' and table_schema = 'identity' and privilege_type = 'SELECT' order by 1`,
  );
  expect(readable.map((row) => row.name)).toEqual(names);
  expect(names.length).toBeGreaterThan(10);
});

/**
 * What anyone may read. No row-level security: nothing here belongs to a clinic. `public`: what the role of the pages may
 * do; `app`: what editors and imports may do besides reading, adding and changing.
 */
const open: Record<string, { public: string[]; app: ('UPDATE' | 'DELETE')[] }> = {
  center: { public: ['SELECT'], app: ['UPDATE'] },
  center_card: { public: ['SELECT'], app: ['UPDATE', 'DELETE'] },
  center_change: { public: ['SELECT'], app: ['UPDATE'] },
  center_evidence: { public: ['SELECT'], app: ['UPDATE'] },
  center_location: { public: ['SELECT'], app: ['UPDATE', 'DELETE'] },
  center_mark: { public: [], app: ['DELETE'] },
  center_mention: { public: ['SELECT'], app: ['UPDATE', 'DELETE'] },
  center_offer: { public: ['SELECT'], app: ['UPDATE', 'DELETE'] },
  center_person: { public: ['SELECT'], app: ['UPDATE', 'DELETE'] },
  center_price: { public: ['SELECT'], app: ['UPDATE', 'DELETE'] },
  center_proposal: { public: [], app: ['UPDATE'] },
  center_quote: { public: ['SELECT'], app: ['UPDATE'] },
  center_report: { public: ['SELECT'], app: ['UPDATE'] },
  center_report_refusal: { public: ['SELECT'], app: ['UPDATE', 'DELETE'] },
  center_request: { public: ['INSERT'], app: ['UPDATE'] },
  center_review: { public: [], app: ['UPDATE', 'DELETE'] },
  center_revised: { public: ['SELECT'], app: ['DELETE'] },
  center_revision: { public: ['SELECT'], app: ['UPDATE'] },
  center_service: { public: ['SELECT'], app: ['UPDATE', 'DELETE'] },
  center_source: { public: [], app: ['UPDATE'] }, // some columns only
  import_run: { public: [], app: ['UPDATE'] },
};

test('this test knows every table of schema public_data, and who may do what with it', async () => {
  expect((await tables('public_data')).map((table) => table.name)).toEqual(Object.keys(open).sort());
  for (const [table, may] of Object.entries(open)) {
    const rightsOf = async (role: string) =>
      (
        await rows<{ right: string }>(
          `select privilege_type as right from information_schema.role_table_grants
            where grantee = $1 and table_schema = 'public_data' and table_name = $2`,
          [role, table],
        )
      )
        .map((row) => row.right)
        .sort();
    expect({ table, rights: await rightsOf('racemic_public') }).toEqual({ table, rights: may.public });
    expect({ table, rights: await rightsOf('racemic_app') }).toEqual({
      table,
      rights: ['INSERT', 'SELECT', ...may.app].sort(),
    });
  }
});

test('the role of the public pages has no right in any other schema', async () => {
  const crossing = await rows(
    `select table_schema::text, table_name::text, privilege_type::text from information_schema.role_table_grants
      where grantee = 'racemic_public' and table_schema <> 'public_data'`,
  );
  expect(crossing).toEqual([]);
});
