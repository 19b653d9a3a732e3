-- Who may sign in, with what, from where. Only role racemic_identity reads these tables; the application's role has no
-- right in this schema, and rows of different clinics are kept apart by that narrow door rather than by row-level security
-- (before a sign-in there is no clinic yet). Secrets are hashed or encrypted with keys that live outside the database.

-- One person's way in. better-auth's "user".
create table identity.account (
  id                 uuid primary key,
  name               text not null,
  email              text not null unique check (email = lower(email)),
  email_verified     boolean not null default false,
  image              text,
  two_factor_enabled boolean not null default false,     -- an authenticator app is confirmed
  factor_enrolled_at timestamptz,                        -- first second factor ever: from then on a mailbox alone opens nothing
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now()
);

-- The passphrase, as a scrypt hash. better-auth's "account".
create table identity.credential (
  id          uuid primary key,
  holder_id   uuid not null references identity.account on delete cascade,
  account_id  text not null,                             -- the subject at the provider; for a passphrase the account's own id
  provider_id text not null,
  password    text,
  access_token text, refresh_token text, id_token text, scope text,
  access_token_expires_at timestamptz, refresh_token_expires_at timestamptz,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index credential_holder on identity.credential (holder_id);

-- Clinics of this server, and who belongs to which: an account belongs to one clinic. Whether the person still works
-- there is said once, by clinic.practitioner.deactivated_at.
create table identity.tenant (
  clinic_id  uuid primary key,
  created_at timestamptz not null default now()
);
create table identity.membership (
  account_id      uuid primary key references identity.account on delete cascade,
  clinic_id       uuid not null references identity.tenant,
  practitioner_id uuid not null,
  created_at      timestamptz not null default now(),
  unique (clinic_id, practitioner_id)
);

-- A tablet or computer of the clinic. The code enrols it once; the token then lives in its cookie, here only as a hash.
create table identity.station (
  id              uuid primary key,
  clinic_id       uuid not null references identity.tenant,
  name            text not null check (name <> ''),
  code_hash       bytea not null unique,
  code_expires_at timestamptz not null,
  token_hash      bytea unique,
  created_by      uuid references identity.account,      -- absent: made on the server itself
  created_at      timestamptz not null default now(),
  enrolled_at     timestamptz,
  last_seen_at    timestamptz,
  revoked_at      timestamptz,
  check ((token_hash is null) = (enrolled_at is null))
);
create index station_of_clinic on identity.station (clinic_id);

-- Who has signed in fully at a station, and the PIN they set there. A PIN opens nothing at any other station.
create table identity.station_pin (
  station_id  uuid not null references identity.station on delete cascade,
  account_id  uuid not null references identity.account on delete cascade,
  pin_hash    text,
  failures    integer not null default 0,
  locked_at   timestamptz,
  set_at      timestamptz,
  created_at  timestamptz not null default now(),
  primary key (station_id, account_id)
);
create index station_pin_account on identity.station_pin (account_id);

-- A signed-in person at one device. better-auth's "session"; that word means a treatment here.
create table identity.sign_in (
  id               uuid primary key,
  account_id       uuid not null references identity.account on delete cascade,
  clinic_id        uuid not null references identity.tenant,
  token            text not null unique,                 -- worthless without the signature, whose key is not in the database
  previous_token   text unique,                          -- honoured for seconds, for requests under way while the token changed
  rotated_at       timestamptz,
  method           text not null check (method in
    ('passphrase', 'passphrase+totp', 'passphrase+backup-code', 'passkey', 'pin', 'invitation', 'setup')),
  station_id       uuid references identity.station,
  second_factor_at timestamptz,
  stepped_up_until timestamptz,
  last_active_at   timestamptz not null default now(),
  locked_at        timestamptz,
  failures         integer not null default 0,
  ip_address       text,
  user_agent       text,
  expires_at       timestamptz not null,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now()
);
create index sign_in_account on identity.sign_in (account_id);
create index sign_in_station on identity.sign_in (station_id);

-- Short-lived challenges of better-auth: between passphrase and code, and for passkeys.
create table identity.verification (
  id         uuid primary key,
  identifier text not null,
  value      text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on identity.verification (identifier);

create table identity.two_factor (
  id           uuid primary key,
  account_id   uuid not null unique references identity.account on delete cascade,
  secret       text not null,                            -- encrypted
  backup_codes text not null,                            -- encrypted; a used code is removed
  verified     boolean not null default true,
  last_step    bigint,                                   -- the newest 30-second step whose code was used: none works twice
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);

create table identity.passkey (
  id            uuid primary key,
  account_id    uuid not null references identity.account on delete cascade,
  name          text,
  public_key    text not null,
  credential_id text not null unique,
  counter       integer not null,
  device_type   text not null,
  backed_up     boolean not null,
  transports    text,
  aaguid        text,
  created_at    timestamptz,
  last_used_at  timestamptz
);
create index passkey_account on identity.passkey (account_id);

create table identity.invitation (
  id              uuid primary key,
  clinic_id       uuid not null references identity.tenant,
  practitioner_id uuid not null,
  email           text not null check (email = lower(email)),
  given_name      text not null,
  family_name     text not null,
  roles           text[] not null,
  token_hash      bytea not null unique,
  invited_by      uuid not null references identity.account,
  created_at      timestamptz not null default now(),
  expires_at      timestamptz not null,
  accepted_at     timestamptz,
  accepted_by     uuid references identity.account,
  revoked_at      timestamptz,
  check ((accepted_at is null) = (accepted_by is null)),
  check (accepted_at is null or revoked_at is null)
);
create index invitation_of_clinic on identity.invitation (clinic_id);

-- An authenticator app that is being set up: takes the place of the old one once its first code is right.
create table identity.totp_draft (
  account_id   uuid primary key references identity.account on delete cascade,
  secret       text not null,                            -- encrypted
  backup_codes text not null,                            -- encrypted
  expires_at   timestamptz not null
);

-- A lost second factor: one person asks, another approves, never the person herself.
create table identity.recovery_request (
  id          uuid primary key,
  clinic_id   uuid not null references identity.tenant,
  account_id  uuid not null references identity.account on delete cascade,
  asked_by    uuid not null references identity.account,
  asked_at    timestamptz not null default now(),
  expires_at  timestamptz not null,
  approved_by uuid references identity.account,
  approved_at timestamptz,
  check (asked_by <> account_id),
  check (approved_by is null or (approved_by <> account_id and approved_by <> asked_by)),
  check ((approved_by is null) = (approved_at is null))
);
create index recovery_request_of_clinic on identity.recovery_request (clinic_id);

-- Links that work once. 'passphrase' still asks the second factor, 'second-factor' still asks the passphrase;
-- 'both' is made only on the server itself.
create table identity.recovery_link (
  id         uuid primary key,
  account_id uuid not null references identity.account on delete cascade,
  kind       text not null check (kind in ('passphrase', 'second-factor', 'both')),
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index recovery_link_account on identity.recovery_link (account_id);

-- Printed at the first start, used once to make the first clinic and its owner. The ids are chosen beforehand, so that
-- a set-up cut off half-way is finished by the next try instead of leaving a second clinic behind.
create table identity.setup_token (
  token_hash bytea primary key,
  clinic_id  uuid not null,
  practitioner_id uuid not null,
  account_id uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);

-- Letters on their way. The text is encrypted, because it holds links, and emptied once it has left.
create table identity.mail (
  id         uuid primary key,
  clinic_id  uuid references identity.tenant,
  to_address text not null,
  subject    text not null,
  text       text not null,
  link_kind  text not null,
  status     text not null default 'waiting' check (status in ('waiting', 'sent', 'logged', 'failed')),
  attempts   integer not null default 0,
  created_at timestamptz not null default now(),
  sent_at    timestamptz,
  error      text
);
create index mail_waiting on identity.mail (created_at) where status = 'waiting';

-- Attempts per account, address or token within a window. Keys are hashes.
create table identity.rate_limit (
  key   text primary key,
  count integer not null,
  until timestamptz not null
);
create index rate_limit_until on identity.rate_limit (until);

grant select, insert, update, delete on all tables in schema identity to racemic_identity;
grant select on all tables in schema identity to racemic_backup;
