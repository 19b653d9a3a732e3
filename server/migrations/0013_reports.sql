-- Reports of this clinic about itself, as they were signed and published: added to, never changed, never removed.

create table clinic.registry_report (
  clinic_id    uuid not null default racemic_clinic() references clinic.clinic,
  id           uuid not null,
  period_from  date not null,
  period_to    date not null check (period_to > period_from),
  body         text not null check (body <> ''),            -- canonical JSON (RFC 8785) of the clinical Report
  jws          text not null check (jws <> ''),             -- what is published, byte for byte
  kid          text not null check (kid <> ''),             -- RFC 7638 thumbprint of the key that signed
  public_key   text not null check (public_key <> ''),      -- its public JWK: an old report can still be checked
  audit_seq    bigint not null check (audit_seq >= 0),      -- the newest link of the chain when it was made
  audit_hash   bytea not null check (length(audit_hash) = 32),
  previewed_by uuid not null,
  previewed_at timestamptz not null,
  released_by  uuid not null,
  released_at  timestamptz not null,
  replaces     uuid,                                        -- the report whose place it takes
  withdraws    boolean not null default false,              -- it takes figures back and shows none
  primary key (clinic_id, id),
  foreign key (clinic_id, previewed_by) references clinic.practitioner,
  foreign key (clinic_id, released_by) references clinic.practitioner,
  foreign key (clinic_id, replaces) references clinic.registry_report,
  unique (clinic_id, replaces),                             -- a report is replaced once
  check (released_at >= previewed_at),
  check (not withdraws or replaces is not null)
);
call racemic_protect('clinic.registry_report');
-- One first report for each period; all others say what they replace.
create unique index registry_report_first on clinic.registry_report (clinic_id, period_from) where replaces is null;
grant select, insert on clinic.registry_report to racemic_app;
