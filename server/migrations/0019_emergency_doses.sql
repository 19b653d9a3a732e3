-- Emergencies: which drug doses a medical director signed, incidents with their debriefs, drills, checks of the kit.

-- The list of emergency doses as it was signed, word for word. A new version is a new row; an old one never changes.
create table clinic.emergency_dose_version (
  clinic_id uuid not null default racemic_clinic() references clinic.clinic,
  id        uuid not null,
  version   integer not null check (version > 0),
  body      text not null,                        -- canonical JSON (RFC 8785) of the clinical SignedDoses
  print     bytea not null check (length(print) = 32), -- SHA-256 of body
  signed_by uuid not null,
  signed_at timestamptz not null default now(),
  reason    text not null check (reason <> ''),
  primary key (clinic_id, id),
  unique (clinic_id, version),
  foreign key (clinic_id, signed_by) references clinic.practitioner
);
call racemic_protect('clinic.emergency_dose_version');
grant select, insert on clinic.emergency_dose_version to racemic_app;

-- A list that was withdrawn: from then on no chair shows a dose, and no older list comes back by itself.
create table clinic.emergency_dose_end (
  clinic_id  uuid not null default racemic_clinic(),
  version_id uuid not null,
  reason     text not null check (reason <> ''),
  ended_by   uuid not null,
  ended_at   timestamptz not null default now(),
  primary key (clinic_id, version_id),
  foreign key (clinic_id, version_id) references clinic.emergency_dose_version,
  foreign key (clinic_id, ended_by) references clinic.practitioner
);
call racemic_protect('clinic.emergency_dose_end');
grant select, insert on clinic.emergency_dose_end to racemic_app;

-- How often cards are drilled and the kit is checked: the director's own, each change a row. None: the project's.
create table clinic.emergency_interval (
  clinic_id  uuid not null default racemic_clinic() references clinic.clinic,
  id         uuid not null,
  version    integer not null check (version > 0),
  drill_days integer not null check (drill_days between 1 and 366),
  kit_days   integer not null check (kit_days between 1 and 31),
  set_by     uuid not null,
  set_at     timestamptz not null default now(),
  reason     text not null check (reason <> ''),
  primary key (clinic_id, id),
  unique (clinic_id, version),
  foreign key (clinic_id, set_by) references clinic.practitioner
);
call racemic_protect('clinic.emergency_interval');
grant select, insert on clinic.emergency_interval to racemic_app;

-- What went wrong, or nearly did. Of an emergency at the chair the log is the record: here stands what people add.
create table clinic.incident (
  clinic_id    uuid not null default racemic_clinic() references clinic.clinic,
  id           uuid not null,
  kind         text not null check (kind in ('emergency', 'near-miss')),
  patient_id   uuid,                              -- a near miss may have none
  session_id   uuid,
  emergency_id uuid,                              -- the event that opened the card
  happened_at  timestamptz not null,
  body         text not null,                     -- canonical JSON of the clinical IncidentReport
  owner_id     uuid,
  state        text not null default 'open' check (state in ('open', 'reviewed', 'closed')),
  recorded_by  uuid not null,
  recorded_at  timestamptz not null default now(),
  reviewed_by  uuid,
  reviewed_at  timestamptz,
  closed_by    uuid,
  closed_at    timestamptz,
  version      integer not null default 1,
  primary key (clinic_id, id),
  unique (clinic_id, emergency_id),               -- one record for one emergency
  foreign key (clinic_id, patient_id) references clinic.patient,
  foreign key (clinic_id, session_id) references clinic.session,
  foreign key (clinic_id, owner_id) references clinic.practitioner,
  foreign key (clinic_id, recorded_by) references clinic.practitioner,
  foreign key (clinic_id, reviewed_by) references clinic.practitioner,
  foreign key (clinic_id, closed_by) references clinic.practitioner,
  check ((kind = 'emergency') = (emergency_id is not null)),
  check (kind = 'near-miss' or (session_id is not null and patient_id is not null)),
  check ((reviewed_by is null) = (reviewed_at is null) and (closed_by is null) = (closed_at is null)),
  check ((state = 'open') = (reviewed_by is null) and (state = 'closed') = (closed_by is not null))
);
call racemic_protect('clinic.incident');
create index incident_newest on clinic.incident (clinic_id, happened_at desc, id);
grant select, insert, update on clinic.incident to racemic_app;

-- An emergency opened at a chair is found without reading every log.
create index session_event_emergency on clinic.session_event (clinic_id, session_id)
  where kind in ('emergency-opened', 'emergency-closed');

-- A drill: planned for a card, run with the same steps and clocks, and never in anybody's record.
create table clinic.drill (
  clinic_id  uuid not null default racemic_clinic() references clinic.clinic,
  id         uuid not null,
  card       text not null check (card <> ''),
  planned_on date not null,
  planned_by uuid not null,
  scenario   text not null default '',
  state      text not null default 'planned' check (state in ('planned', 'running', 'done', 'cancelled')),
  started_at timestamptz,
  ended_at   timestamptz,
  people     text not null default '[]',          -- JSON: ids of those who took part
  outcome    text not null default '',
  version    integer not null default 1,
  primary key (clinic_id, id),
  foreign key (clinic_id, planned_by) references clinic.practitioner,
  check ((state in ('running', 'done')) = (started_at is not null)),
  check ((state = 'done') = (ended_at is not null)),
  check (ended_at is null or ended_at >= started_at)
);
call racemic_protect('clinic.drill');
create index drill_of_card on clinic.drill (clinic_id, card, ended_at);
grant select, insert, update on clinic.drill to racemic_app;

-- Each step of a drill with its second.
create table clinic.drill_step (
  clinic_id uuid not null default racemic_clinic(),
  id        uuid not null,
  drill_id  uuid not null,
  what      text not null check (what in ('step', 'dose', 'other')),
  says      text not null check (says <> ''),
  at        timestamptz not null,
  by        uuid not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, drill_id) references clinic.drill,
  foreign key (clinic_id, by) references clinic.practitioner
);
call racemic_protect('clinic.drill_step');
create index drill_step_of on clinic.drill_step (clinic_id, drill_id, at);
grant select, insert on clinic.drill_step to racemic_app;

-- What people said of it afterwards; of an incident or of a drill.
create table clinic.debrief (
  clinic_id   uuid not null default racemic_clinic(),
  id          uuid not null,
  incident_id uuid,
  drill_id    uuid,
  held_at     timestamptz not null,
  people      text not null check (people <> '[]'), -- JSON: ids of those who were there
  went_well   text not null default '',
  written_by  uuid not null,
  written_at  timestamptz not null default now(),
  primary key (clinic_id, id),
  foreign key (clinic_id, incident_id) references clinic.incident,
  foreign key (clinic_id, drill_id) references clinic.drill,
  foreign key (clinic_id, written_by) references clinic.practitioner,
  check ((incident_id is null) <> (drill_id is null))
);
call racemic_protect('clinic.debrief');
create index debrief_of_incident on clinic.debrief (clinic_id, incident_id) where incident_id is not null;
create index debrief_of_drill on clinic.debrief (clinic_id, drill_id) where drill_id is not null;
grant select, insert on clinic.debrief to racemic_app;

-- What is to change after a debrief: each has a name and a day.
create table clinic.follow_up (
  clinic_id  uuid not null default racemic_clinic(),
  id         uuid not null,
  debrief_id uuid not null,
  what       text not null check (what <> ''),
  owner_id   uuid not null,
  due_on     date not null,
  done_at    timestamptz,
  done_by    uuid,
  done_note  text not null default '',
  version    integer not null default 1,
  primary key (clinic_id, id),
  foreign key (clinic_id, debrief_id) references clinic.debrief,
  foreign key (clinic_id, owner_id) references clinic.practitioner,
  foreign key (clinic_id, done_by) references clinic.practitioner,
  check ((done_at is null) = (done_by is null))
);
call racemic_protect('clinic.follow_up');
create index follow_up_open on clinic.follow_up (clinic_id, due_on, id) where done_at is null;
create index follow_up_of on clinic.follow_up (clinic_id, debrief_id);
grant select, insert, update on clinic.follow_up to racemic_app;

-- The emergency kit, looked at item by item.
create table clinic.kit_check (
  clinic_id  uuid not null default racemic_clinic() references clinic.clinic,
  id         uuid not null,
  items      text not null check (items <> '[]'), -- canonical JSON of the clinical KitCheck
  checked_by uuid not null,
  checked_at timestamptz not null default now(),
  primary key (clinic_id, id),
  foreign key (clinic_id, checked_by) references clinic.practitioner
);
call racemic_protect('clinic.kit_check');
create index kit_check_newest on clinic.kit_check (clinic_id, checked_at desc);
grant select, insert on clinic.kit_check to racemic_app;
