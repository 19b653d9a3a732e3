-- Who held which role when: an override written at a chair counts by what its author was then, not by what they are now.

-- A person's first roles reach back: what they were before they came here is not known here.
create table clinic.practitioner_role_held (
  clinic_id       uuid not null default racemic_clinic(),
  practitioner_id uuid not null,
  role            text not null check (role <> ''),
  held_from       timestamptz not null,
  held_until      timestamptz not null default 'infinity' check (held_until >= held_from),
  primary key (clinic_id, practitioner_id, role, held_from),
  foreign key (clinic_id, practitioner_id) references clinic.practitioner
);
-- The roles of every clinic are taken over: their owner sees them all for this one statement.
alter table clinic.practitioner_role no force row level security;
insert into clinic.practitioner_role_held (clinic_id, practitioner_id, role, held_from)
  select clinic_id, practitioner_id, role, '-infinity' from clinic.practitioner_role;
alter table clinic.practitioner_role force row level security;
call racemic_protect('clinic.practitioner_role_held');
grant select, insert, update on clinic.practitioner_role_held to racemic_app;
