-- What a treatment stands on: chairs, the protocol that a medical director signed, the order that a prescriber signed.

-- Where a patient sits. FHIR: Location.
create table clinic.chair (
  clinic_id  uuid not null default racemic_clinic() references clinic.clinic,
  id         uuid not null,
  name       text not null check (name <> ''),
  place      integer not null check (place > 0), -- the order in which chairs are shown
  retired_at timestamptz,
  version    integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (clinic_id, id)
);
call racemic_protect('clinic.chair');
create unique index chair_name on clinic.chair (clinic_id, lower(name)) where retired_at is null;
grant select, insert, update on clinic.chair to racemic_app;

-- A protocol as it was signed, word for word. A new version is a new row; an old one never changes.
create table clinic.protocol_version (
  clinic_id uuid not null default racemic_clinic() references clinic.clinic,
  id        uuid not null,
  protocol  text not null check (protocol <> ''), -- its name in addresses: iv
  version   integer not null check (version > 0),
  title     text not null check (title <> ''),
  body      text not null,                        -- canonical JSON (RFC 8785) of the clinical Protocol
  print     bytea not null check (length(print) = 32), -- SHA-256 of body
  signed_by uuid not null,
  signed_at timestamptz not null default now(),
  reason    text not null check (reason <> ''),
  primary key (clinic_id, id),
  unique (clinic_id, protocol, version),
  foreign key (clinic_id, signed_by) references clinic.practitioner
);
call racemic_protect('clinic.protocol_version');
grant select, insert on clinic.protocol_version to racemic_app;

-- A version that was withdrawn: from then on no order is signed under it.
create table clinic.protocol_version_end (
  clinic_id           uuid not null default racemic_clinic(),
  protocol_version_id uuid not null,
  how                 text not null default 'withdrawn' check (how = 'withdrawn'),
  reason              text not null check (reason <> ''),
  ended_by            uuid not null,
  ended_at            timestamptz not null default now(),
  primary key (clinic_id, protocol_version_id),
  foreign key (clinic_id, protocol_version_id) references clinic.protocol_version,
  foreign key (clinic_id, ended_by) references clinic.practitioner
);
call racemic_protect('clinic.protocol_version_end');
grant select, insert on clinic.protocol_version_end to racemic_app;

-- What a prescriber ordered for a patient, word for word. FHIR: MedicationRequest.
create table clinic.treatment_order (
  clinic_id           uuid not null default racemic_clinic(),
  id                  uuid not null,
  patient_id          uuid not null,
  protocol_version_id uuid not null,
  body                text not null,                        -- canonical JSON (RFC 8785) of the clinical TreatmentOrder
  print               bytea not null check (length(print) = 32), -- SHA-256 of body
  signed_by           uuid not null,
  signed_at           timestamptz not null default now(),
  valid_from          date not null,
  valid_until         date not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, patient_id) references clinic.patient,
  foreign key (clinic_id, protocol_version_id) references clinic.protocol_version,
  foreign key (clinic_id, signed_by) references clinic.practitioner,
  check (valid_until >= valid_from)
);
call racemic_protect('clinic.treatment_order');
create index treatment_order_of on clinic.treatment_order (clinic_id, patient_id, id);
grant select, insert on clinic.treatment_order to racemic_app;

-- An order ends once: withdrawn, or replaced by the order that stands in its place.
create table clinic.treatment_order_end (
  clinic_id   uuid not null default racemic_clinic(),
  order_id    uuid not null,
  how         text not null check (how in ('withdrawn', 'replaced')),
  reason      text not null check (reason <> ''),
  ended_by    uuid not null,
  ended_at    timestamptz not null default now(),
  replaced_by uuid,
  primary key (clinic_id, order_id),
  foreign key (clinic_id, order_id) references clinic.treatment_order,
  foreign key (clinic_id, replaced_by) references clinic.treatment_order,
  foreign key (clinic_id, ended_by) references clinic.practitioner,
  check ((how = 'replaced') = (replaced_by is not null))
);
call racemic_protect('clinic.treatment_order_end');
grant select, insert on clinic.treatment_order_end to racemic_app;
