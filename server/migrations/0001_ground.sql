-- Schemas, the question "which clinic is this transaction for", and the one way to protect a clinical table.
create schema clinic;      -- every clinical table: one row belongs to one clinic, kept apart by row-level security
create schema identity;    -- accounts, sign-ins, stations: only role racemic_identity
create schema jobs;        -- pg-boss: ids only, no clinical content
create schema public_data; -- what anyone may read: centers

grant usage on schema clinic, public_data to racemic_app;
grant usage on schema identity to racemic_identity;
grant usage on schema clinic, identity, public_data to racemic_backup;

-- Set per transaction by the server. A fresh connection has no setting (null), a reused one has '' after the
-- transaction ends: both give null, and null matches no row.
create function public.racemic_clinic() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('racemic.clinic_id', true), '')::uuid;

-- Row-level security for one clinical table, forced on its owner too. The backup role may read all clinics' rows.
create procedure public.racemic_protect(target regclass)
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy own_clinic on %s using (clinic_id = public.racemic_clinic()) with check (clinic_id = public.racemic_clinic())',
    target);
  execute format('create policy backup_reads on %s for select to racemic_backup using (true)', target);
  execute format('grant select on %s to racemic_backup', target);
end $$;
revoke execute on procedure public.racemic_protect(regclass) from public;

-- The history of migrations is part of a backup's header.
grant select on public.racemic_migration to racemic_app, racemic_backup;
