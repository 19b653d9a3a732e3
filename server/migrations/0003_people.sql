-- The clinic, the people who work in it, and the people it treats.

create table clinic.clinic (
  clinic_id     uuid primary key default racemic_clinic(),
  name          text not null check (name <> ''),
  time_zone     text not null,
  jurisdiction  text not null check (jurisdiction <> ''), -- ISO 3166-2, as US-NV
  idle_lock_min integer not null default 10 check (idle_lock_min between 1 and 60),
  synthetic     boolean not null default false,
  version       integer not null default 1,
  created_at    timestamptz not null default now()
);
call racemic_protect('clinic.clinic');
grant select, insert, update on clinic.clinic to racemic_app;

create table clinic.practitioner (
  clinic_id      uuid not null default racemic_clinic() references clinic.clinic,
  id             uuid not null,
  account_id     uuid,                                   -- identity.account; absent until the invitation is accepted
  given_name     text not null check (given_name <> ''),
  family_name    text not null check (family_name <> ''),
  credentials    text not null default '',               -- shown after the name: RN, MD
  email          text,
  npi            text check (npi ~ '^[0-9]{10}$'),
  dea_number     text check (dea_number ~ '^[A-Z][A-Z9][0-9]{7}$'),
  deactivated_at timestamptz,
  version        integer not null default 1,
  created_at     timestamptz not null default now(),
  primary key (clinic_id, id),
  unique (clinic_id, account_id)
);
call racemic_protect('clinic.practitioner');
grant select, insert, update on clinic.practitioner to racemic_app;

create table clinic.practitioner_role (
  clinic_id       uuid not null default racemic_clinic(),
  practitioner_id uuid not null,
  role            text not null check (role in
    ('owner', 'medical-director', 'prescriber', 'nurse', 'front-desk', 'compliance', 'auditor')),
  primary key (clinic_id, practitioner_id, role),
  foreign key (clinic_id, practitioner_id) references clinic.practitioner
);
call racemic_protect('clinic.practitioner_role');
grant select, insert, delete on clinic.practitioner_role to racemic_app;

create table clinic.licence (
  clinic_id       uuid not null default racemic_clinic(),
  id              uuid not null,
  practitioner_id uuid not null,
  kind            text not null check (kind <> ''),      -- registered nurse, physician, controlled substances
  number          text not null check (number <> ''),
  place           text not null check (place <> ''),     -- ISO 3166-2 of the authority
  scope           text not null default '',
  valid_from      date,
  valid_until     date,
  version         integer not null default 1,
  created_at      timestamptz not null default now(),
  primary key (clinic_id, id),
  foreign key (clinic_id, practitioner_id) references clinic.practitioner,
  check (valid_until is null or valid_from is null or valid_until >= valid_from)
);
call racemic_protect('clinic.licence');
create index licence_of on clinic.licence (clinic_id, practitioner_id);
grant select, insert, update on clinic.licence to racemic_app;

-- Chart numbers count up per clinic; the row is locked while one is taken.
create table clinic.patient_number (
  clinic_id uuid primary key default racemic_clinic() references clinic.clinic,
  last      integer not null default 0
);
call racemic_protect('clinic.patient_number');
grant select, insert, update on clinic.patient_number to racemic_app;

create table clinic.patient (
  clinic_id             uuid not null default racemic_clinic() references clinic.clinic,
  id                    uuid not null,
  number                text not null,
  given_name            text not null check (given_name <> ''),
  family_name           text not null check (family_name <> ''),
  preferred_name        text not null default '',
  initials              text not null,
  birth_on              date not null check (birth_on >= date '1900-01-01'),
  sex_for_clinical_use  text not null check (sex_for_clinical_use in ('female', 'male', 'specified', 'unknown')),
  language              text not null,                   -- BCP 47
  time_zone             text not null,
  phone                 text not null default '',
  email                 text not null default '',
  address               text not null default '',
  emergency_contact     jsonb,                           -- { name, relation, phone }; null is not known
  restricted            boolean not null default false,  -- only the care team opens it; others break the glass
  version               integer not null default 1,
  created_at            timestamptz not null default now(),
  primary key (clinic_id, id),
  unique (clinic_id, number)
);
call racemic_protect('clinic.patient');
create index patient_birth on clinic.patient (clinic_id, birth_on);
create index patient_initials on clinic.patient (clinic_id, initials);
create index patient_by_name on clinic.patient (clinic_id, family_name, given_name, id);
grant select, insert, update on clinic.patient to racemic_app;

-- What a person types to find a patient, folded: 'garcia' finds García. Prefixes use the index under row-level
-- security because comparison in the C collation is leakproof; LIKE and trigrams would read every row.
create table clinic.patient_search (
  clinic_id  uuid not null default racemic_clinic(),
  token      text collate "C" not null,
  patient_id uuid not null,
  primary key (clinic_id, token, patient_id),
  foreign key (clinic_id, patient_id) references clinic.patient
);
call racemic_protect('clinic.patient_search');
create index patient_search_of on clinic.patient_search (clinic_id, patient_id);
grant select, insert, delete on clinic.patient_search to racemic_app;

create table clinic.allergy (
  clinic_id    uuid not null default racemic_clinic(),
  id           uuid not null,
  patient_id   uuid not null,
  kind         text not null check (kind in ('allergy', 'intolerance', 'no-known-allergies')),
  substance    text not null,
  reaction     text not null default '',
  severity     text not null check (severity in ('mild', 'moderate', 'severe', 'unknown')),
  status       text not null check (status in ('active', 'resolved', 'entered-in-error')),
  started_on   date,
  ended_on     date,
  version      integer not null default 1,
  created_at   timestamptz not null default now(),
  primary key (clinic_id, id),
  foreign key (clinic_id, patient_id) references clinic.patient,
  check (ended_on is null or started_on is null or ended_on >= started_on)
);
call racemic_protect('clinic.allergy');
create index allergy_of on clinic.allergy (clinic_id, patient_id);
grant select, insert, update on clinic.allergy to racemic_app;

create table clinic.medicine (
  clinic_id    uuid not null default racemic_clinic(),
  id           uuid not null,
  patient_id   uuid not null,
  name         text not null check (name <> ''),
  dose         text not null default '',                 -- as the person says it; amounts we give are exact elsewhere
  frequency    text not null default '',
  status       text not null check (status in ('active', 'stopped', 'entered-in-error')),
  started_on   date,
  ended_on     date,
  version      integer not null default 1,
  created_at   timestamptz not null default now(),
  primary key (clinic_id, id),
  foreign key (clinic_id, patient_id) references clinic.patient,
  check (ended_on is null or started_on is null or ended_on >= started_on)
);
call racemic_protect('clinic.medicine');
create index medicine_of on clinic.medicine (clinic_id, patient_id);
grant select, insert, update on clinic.medicine to racemic_app;

create table clinic.problem (
  clinic_id    uuid not null default racemic_clinic(),
  id           uuid not null,
  patient_id   uuid not null,
  name         text not null check (name <> ''),
  code         text not null default '',                 -- ICD-10-CM as given; empty is not coded
  status       text not null check (status in ('active', 'resolved', 'entered-in-error')),
  started_on   date,
  ended_on     date,
  version      integer not null default 1,
  created_at   timestamptz not null default now(),
  primary key (clinic_id, id),
  foreign key (clinic_id, patient_id) references clinic.patient,
  check (ended_on is null or started_on is null or ended_on >= started_on)
);
call racemic_protect('clinic.problem');
create index problem_of on clinic.problem (clinic_id, patient_id);
grant select, insert, update on clinic.problem to racemic_app;

create table clinic.care_team (
  clinic_id       uuid not null default racemic_clinic(),
  patient_id      uuid not null,
  practitioner_id uuid not null,
  added_at        timestamptz not null default now(),
  primary key (clinic_id, patient_id, practitioner_id),
  foreign key (clinic_id, patient_id) references clinic.patient,
  foreign key (clinic_id, practitioner_id) references clinic.practitioner
);
call racemic_protect('clinic.care_team');
create index care_team_of on clinic.care_team (clinic_id, practitioner_id);
grant select, insert, delete on clinic.care_team to racemic_app;

-- A closed chart was opened in need: why, until when, and what another person thought of it afterwards.
create table clinic.break_glass (
  clinic_id       uuid not null default racemic_clinic(),
  id              uuid not null,
  patient_id      uuid not null,
  practitioner_id uuid not null,
  reason          text not null check (length(reason) >= 10),
  opened_at       timestamptz not null default now(),
  open_until      timestamptz not null,
  reviewed_by     uuid,
  reviewed_at     timestamptz,
  outcome         text check (outcome in ('justified', 'not-justified', 'needs-follow-up')),
  note            text not null default '',
  version         integer not null default 1,
  primary key (clinic_id, id),
  foreign key (clinic_id, patient_id) references clinic.patient,
  foreign key (clinic_id, practitioner_id) references clinic.practitioner,
  foreign key (clinic_id, reviewed_by) references clinic.practitioner,
  check ((reviewed_by is null) = (reviewed_at is null) and (reviewed_by is null) = (outcome is null)),
  check (reviewed_by is null or reviewed_by <> practitioner_id)
);
call racemic_protect('clinic.break_glass');
create index break_glass_open on clinic.break_glass (clinic_id, practitioner_id, patient_id, open_until);
grant select, insert, update on clinic.break_glass to racemic_app;
