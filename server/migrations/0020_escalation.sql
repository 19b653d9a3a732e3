-- What nobody has answered climbs, and who was told of it; who is on site; how people want to be told; sound at stations.

-- Who is on site from when to when, as they say it themselves. The newest row of a person counts; one who leaves says so
-- with a row that ends now. Nothing is carried forward: after until_at nobody is on site without saying so again.
create table clinic.shift (
  clinic_id       uuid not null default racemic_clinic(),
  id              uuid not null,
  practitioner_id uuid not null,
  from_at         timestamptz not null,
  until_at        timestamptz not null check (until_at >= from_at and until_at <= from_at + interval '24 hours'),
  written_at      timestamptz not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, practitioner_id) references clinic.practitioner
);
call racemic_protect('clinic.shift');
create index shift_newest on clinic.shift (clinic_id, practitioner_id, written_at desc, id desc);
grant select, insert on clinic.shift to racemic_app;

-- How a person wants to be told when nobody answers, set by themselves. Without a row: by the e-mail of their account.
create table clinic.reach (
  clinic_id       uuid not null default racemic_clinic(),
  practitioner_id uuid not null,
  by_mail         boolean not null,
  text_number     text check (text_number ~ '^\+[1-9][0-9]{6,14}$'),
  changed_at      timestamptz not null,
  primary key (clinic_id, practitioner_id),
  foreign key (clinic_id, practitioner_id) references clinic.practitioner
);
call racemic_protect('clinic.reach');
grant select, insert, update on clinic.reach to racemic_app;

-- The ladder of this clinic as a medical director signed it, word for word. The newest version counts; without one the
-- project's default, behind which nobody stands.
create table clinic.ladder (
  clinic_id uuid not null default racemic_clinic(),
  version   integer not null check (version > 0),
  body      text not null,                                      -- canonical JSON (RFC 8785) of the clinical Ladder
  print     bytea not null check (length(print) = 32),          -- SHA-256 of body
  signed_by uuid not null,
  signed_at timestamptz not null,
  reason    text not null check (reason <> ''),
  primary key (clinic_id, version),
  foreign key (clinic_id, signed_by) references clinic.practitioner
);
call racemic_protect('clinic.ladder');
grant select, insert on clinic.ladder to racemic_app;

-- Every step of every climb: who was told, when, by what; what became of it; who has it. Rows are added, never changed.
create table clinic.escalation_step (
  clinic_id       uuid not null default racemic_clinic(),
  id              uuid not null,
  session_id      uuid not null,
  task            text not null check (task <> ''),             -- of the agenda, or red@ with the id of the reading
  what            text not null check (what in
    ('told', 'nobody', 'delivered', 'failed', 'given-up', 'acknowledged', 'over')),
  place           integer not null default 0 check (place >= 0), -- in the ladder, from 0; repeats go on counting
  by_way          text check (by_way in ('app', 'mail', 'text')),
  practitioner_id uuid,                                         -- who was told, or who has it
  of_step         uuid,                                         -- which told this is the outcome of
  attempt         integer not null default 0 check (attempt >= 0), -- of a delivery, from 1
  why             text,                                         -- a code of the mail server or gateway, never what it said
  says            text not null default '',                     -- what was told of: the chair and what is due, no person
  since_at        timestamptz not null,                         -- from when the ladder counted
  due_at          timestamptz not null,                         -- when the step was owed
  at              timestamptz not null,
  ladder_version  integer,                                      -- null: the project's default, unsigned
  primary key (clinic_id, id),
  foreign key (clinic_id, session_id) references clinic.session,
  foreign key (clinic_id, practitioner_id) references clinic.practitioner,
  foreign key (clinic_id, of_step) references clinic.escalation_step,
  foreign key (clinic_id, ladder_version) references clinic.ladder,
  check ((what in ('told', 'delivered', 'failed', 'given-up')) = (by_way is not null)),
  check ((what in ('delivered', 'failed', 'given-up')) = (of_step is not null)),
  check ((what in ('told', 'delivered', 'failed', 'given-up')) <= (practitioner_id is not null))
);
call racemic_protect('clinic.escalation_step');
-- A step is told once by each way, whoever runs: two servers, or one that was killed and started again.
create unique index escalation_told_once on clinic.escalation_step (clinic_id, session_id, task, place, by_way) where what = 'told';
create unique index escalation_nobody_once on clinic.escalation_step (clinic_id, session_id, task, place) where what = 'nobody';
-- It arrives once, is given up once, and a climb ends once.
create unique index escalation_settled_once on clinic.escalation_step (clinic_id, of_step) where what in ('delivered', 'given-up');
create unique index escalation_ended_once on clinic.escalation_step (clinic_id, session_id, task) where what in ('acknowledged', 'over');
create index escalation_of_session on clinic.escalation_step (clinic_id, session_id, task, at);
create index escalation_outcome on clinic.escalation_step (clinic_id, of_step) where of_step is not null;
-- Letters and texts that may still have to go.
create index escalation_to_send on clinic.escalation_step (clinic_id, at) where what = 'told' and by_way <> 'app';
grant select, insert on clinic.escalation_step to racemic_app;

-- Sound of a staff station: each test with what was heard, and each silence.
create table clinic.station_sound (
  clinic_id       uuid not null default racemic_clinic(),
  id              uuid not null,
  station_id      uuid not null,                                -- of identity.station
  what            text not null check (what in ('heard', 'not-heard', 'silenced')),
  practitioner_id uuid not null,
  at              timestamptz not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, practitioner_id) references clinic.practitioner
);
call racemic_protect('clinic.station_sound');
create index station_sound_newest on clinic.station_sound (clinic_id, station_id, at desc, id desc);
grant select, insert on clinic.station_sound to racemic_app;

-- Where staff sit: reminders sound there. A tablet at a chair makes no sound.
alter table identity.station add column is_staff_station boolean not null default false;
