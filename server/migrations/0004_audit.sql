-- Who did what, when, from where and why; and the chain that makes a change to it visible.

-- One row per change and per look at a chart, written in the transaction of the change. The application may add
-- rows and read them, never alter or remove one. No foreign keys: the trail outlives what it speaks about.
create table clinic.audit_event (
  clinic_id       uuid not null default racemic_clinic(),
  id              uuid not null,                         -- UUIDv7, so "newest first" is the primary key backwards
  at              timestamptz not null default clock_timestamp(),
  by_kind         text not null check (by_kind in ('staff', 'patient', 'integration', 'system')),
  account_id      uuid,
  practitioner_id uuid,
  station_id      uuid,
  sign_in_id      text,
  request_id      text,
  action          text not null check (action <> ''),    -- noun.verb, as 'patient.change'
  patient_id      uuid,
  subject_kind    text,
  subject_id      text,
  reason          text,
  data            text,                                  -- canonical JSON (RFC 8785) of before, after, details
  salt            bytea check (length(salt) = 16),       -- data, reason and salt are null only after a lawful erasure
  digest          bytea not null check (length(digest) = 32), -- SHA-256 of salt, data and reason; see audit-digest.ts
  xid             xid8 not null default pg_current_xact_id(), -- lets the sealer wait for slow transactions
  primary key (clinic_id, id),
  check ((data is null) = (salt is null))
);
call racemic_protect('clinic.audit_event');
create index audit_event_patient on clinic.audit_event (clinic_id, patient_id, id) where patient_id is not null;
create index audit_event_by on clinic.audit_event (clinic_id, practitioner_id, id) where practitioner_id is not null;
create index audit_event_subject on clinic.audit_event (clinic_id, subject_kind, subject_id, id)
  where subject_id is not null;
create index audit_event_order on clinic.audit_event (clinic_id, xid, at);
grant select, insert on clinic.audit_event to racemic_app;

-- The chain: link n holds the hash of link n - 1 and every field of one event, its data by salted digest.
create table clinic.audit_link (
  clinic_id uuid not null default racemic_clinic(),
  seq       bigint not null check (seq > 0),
  audit_id  uuid not null,
  link      text not null,                               -- canonical JSON (RFC 8785), exactly what was hashed
  hash      bytea not null check (length(hash) = 32),    -- SHA-256 of link
  below     xid8 not null default '0',                   -- every event of a transaction before this one is linked
  primary key (clinic_id, seq),
  unique (clinic_id, audit_id)                           -- after a crash nothing is linked twice
);
call racemic_protect('clinic.audit_link');
grant select, insert on clinic.audit_link to racemic_app;
