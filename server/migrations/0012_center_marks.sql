-- What a center is found by when a source speaks of it: NPI, telephone, website, door, name, each as one short word.
-- Worked out from what its sources said, so no key holds it to the center, and it is written anew with them.
create table public_data.center_mark (
  mark      text not null check (mark <> ''),
  center_id uuid not null,
  primary key (mark, center_id)
);
grant select, insert, delete on public_data.center_mark to racemic_app;
grant select on public_data.center_mark to racemic_backup;
