import type pg from 'pg';

/** COPY writes values as the session is set; both sides set the same, whatever the server's own habits are. */
export async function prepareSession(client: pg.Client): Promise<void> {
  await client.query(
    `set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC';
     set extra_float_digits = 3; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0;
     set search_path = pg_catalog, public`,
  );
}
