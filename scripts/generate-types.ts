import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { withScratchDatabase } from '../tests/database.ts';

/**
 * Writes the column types of the migrated schema, so that a query that misses a column does not compile.
 * `--check` writes nothing and fails when the files are stale.
 */
const targets = [
  { schema: 'clinic', type: 'ClinicDb', file: 'server/platform/clinic-db.gen.ts' },
  { schema: 'identity', type: 'IdentityDb', file: 'server/platform/identity-db.gen.ts' },
  { schema: 'public_data', type: 'PublicDb', file: 'server/platform/public-db.gen.ts' },
];

type Column = {
  table_name: string;
  column_name: string;
  udt_name: string;
  is_nullable: 'YES' | 'NO';
  column_default: string | null;
};

const scalar: Record<string, string> = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'string',
  float8: 'number',
  numeric: 'string',
  text: 'string',
  varchar: 'string',
  uuid: 'string',
  date: 'string',
  bytea: 'Buffer',
  xid8: 'string',
  inet: 'string',
};
const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const pascal = (name: string) => camel(`_${name}`);

function typeOf(column: Column): string {
  const nullable = column.is_nullable === 'YES' ? ' | null' : '';
  const optional = column.column_default !== null;
  const wrap = (read: string, write: string) =>
    optional
      ? `ColumnType<${read}${nullable}, ${write}${nullable} | undefined, ${write}${nullable}>`
      : read === write
        ? `${read}${nullable}`
        : `ColumnType<${read}${nullable}, ${write}${nullable}, ${write}${nullable}>`;
  if (column.udt_name === 'timestamptz') return wrap('Date', 'Date | string');
  if (column.udt_name === 'jsonb' || column.udt_name === 'json') return wrap('unknown', 'string');
  if (column.udt_name.startsWith('_')) {
    const of = `${scalar[column.udt_name.slice(1)] ?? 'unknown'}[]`;
    return wrap(of, of);
  }
  const plain = scalar[column.udt_name];
  if (plain === undefined)
    throw new Error(`${column.table_name}.${column.column_name} has type ${column.udt_name}: add it here`);
  return wrap(plain, plain);
}

function render(type: string, columns: Column[]): string {
  const tables = Map.groupBy(columns, (column) => column.table_name);
  const body = [...tables].map(
    ([table, of]) =>
      `export type ${type}${pascal(table)} = {\n${of.map((column) => `  ${camel(column.column_name)}: ${typeOf(column)};`).join('\n')}\n};\n`,
  );
  const uses = body.join('').includes('ColumnType<') ? "import type { ColumnType } from 'kysely';\n\n" : '';
  const list = [...tables.keys()].map((table) => `  ${camel(table)}: ${type}${pascal(table)};`).join('\n');
  return `// Made by npm run types:generate from the migrations. Do not edit.\n${uses}${body.join('\n')}\nexport type ${type} = {\n${list}\n};\n`;
}

const check = process.argv.includes('--check');
let stale = 0;
await withScratchDatabase(async (owner) => {
  const client = new pg.Client(owner);
  await client.connect();
  for (const target of targets) {
    const { rows } = await client.query<Column>(
      `select table_name, column_name, udt_name, is_nullable,
              coalesce(column_default, case when is_identity = 'YES' or is_generated = 'ALWAYS' then 'made' end) as column_default
         from information_schema.columns where table_schema = $1
          and not (select c.relispartition from pg_class c where c.oid = format('%I.%I', table_schema, table_name)::regclass)
        order by table_name, ordinal_position`,
      [target.schema],
    );
    const wanted = render(target.type, rows);
    const path = join(import.meta.dirname, '..', target.file);
    if (!check) writeFileSync(path, wanted);
    else if (readFileSync(path, 'utf8') !== wanted) {
      console.error(`${target.file} does not match the migrations: run npm run types:generate`);
      stale += 1;
    }
  }
  await client.end();
});
process.exitCode = stale === 0 ? 0 : 1;
