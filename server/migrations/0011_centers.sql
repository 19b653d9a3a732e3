-- Centers that anyone may look up: what each source said, what it shows about the 24 facts, and one row to search by.
--
-- Nothing here belongs to a clinic of this server, so there is no clinic_id. Pages read as racemic_public, which may look
-- at these tables and at nothing else; editors and imports write as racemic_app.
grant usage on schema public_data to racemic_public;

-- One entry, however many sources speak of it. FHIR: Organization.
create table public_data.center (
  id         uuid primary key,
  slug       text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name       text not null check (name <> ''),
  npi        text check (npi ~ '^[0-9]{10}$'),
  phone      text check (phone <> ''),
  website    text check (website ~ '^https?://'),
  listing    text not null default 'listed' check (listing in ('listed', 'closed', 'removed')),
  listing_on date,                                 -- since when it is not listed
  claimed_on date,                                 -- since when somebody of the center answers for the entry
  synthetic  boolean not null default false,       -- made up, for trying: said on every page
  version    integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((listing = 'listed') = (listing_on is null))
);
create index center_npi on public_data.center (npi);
create index center_phone on public_data.center (phone);

-- Where it treats. FHIR: Location.
create table public_data.center_location (
  center_id    uuid not null references public_data.center on delete cascade,
  id           uuid not null,
  street       text not null default '',
  city         text not null default '',
  state        text not null check (state ~ '^[A-Z]{2}$'),
  zip          text not null check (zip ~ '^[0-9]{5}$'),
  latitude     double precision not null check (latitude between -90 and 90),
  longitude    double precision not null check (longitude between -180 and 180),
  placed_by    text not null check (placed_by in ('address', 'zip')), -- how exact the point is
  primary key (center_id, id)
);
create index center_location_zip on public_data.center_location (zip);

-- What a source said, as it said it. The same content again changes nothing.
create table public_data.center_source (
  kind        text not null check (kind in ('nppes', 'facility', 'osm', 'profile', 'editor', 'simulator')),
  key         text not null check (key <> ''),     -- how the source names it: an NPI, an OSM id, a web address
  center_id   uuid not null references public_data.center on delete cascade,
  content     jsonb not null,
  print       bytea not null check (length(print) = 32), -- SHA-256 of the content as it was read
  licence     text not null check (licence <> ''),
  read_on     date not null,                       -- the day the source itself names, or the day of the import
  imported_at timestamptz not null default now(),
  primary key (kind, key)
);
create index center_source_center on public_data.center_source (center_id);

-- What shows a fact: one row for each thing that somebody said or showed.
create table public_data.center_evidence (
  id         uuid primary key,
  center_id  uuid not null references public_data.center on delete cascade,
  fact       text not null check (fact <> ''),     -- one of the 24
  kind       text not null check (kind in ('claim', 'document', 'signed-report', 'registry', 'contradiction')),
  words      text not null check (words <> ''),    -- what it says, in words for people
  source     text not null check (source <> ''),   -- who says so
  link       text check (link ~ '^https?://'),
  checker    text,                                 -- who looked
  found_on   date not null,
  expires_on date not null,
  ended_on   date,                                 -- withdrawn, corrected, settled
  ended_why  text,
  check ((ended_on is null) = (ended_why is null))
);
create index center_evidence_center on public_data.center_evidence (center_id) where ended_on is null;
create index center_evidence_expiry on public_data.center_evidence (expires_on) where ended_on is null;

create table public_data.center_person (
  center_id  uuid not null references public_data.center on delete cascade,
  id         uuid not null,
  name       text not null check (name <> ''),
  role       text not null check (role <> ''),
  credential text not null default '',
  source     text not null check (source <> ''),
  link       text check (link ~ '^https?://'),
  found_on   date not null,
  primary key (center_id, id)
);

-- How it treats, and with what. FHIR: HealthcareService.
create table public_data.center_service (
  center_id uuid not null references public_data.center on delete cascade,
  treatment text not null check (treatment in ('infusion', 'injection', 'nasal-spray', 'lozenge')),
  product   text not null check (product in ('ketamine', 'esketamine')),
  by_mail   boolean not null default false,        -- sent home: FDA warns of it
  source    text not null check (source <> ''),
  found_on  date not null,
  primary key (center_id, treatment, product)
);

create table public_data.center_price (
  center_id   uuid not null references public_data.center on delete cascade,
  id          uuid not null,
  what        text not null check (what in ('first-visit', 'infusion', 'injection', 'nasal-spray', 'lozenge', 'course', 'cancel')),
  cents       integer check (cents >= 0),          -- null: stated in words only
  words       text not null check (words <> ''),   -- as the list says it
  includes    text not null default '',
  who_bills   text not null default '',
  link        text check (link ~ '^https?://'),
  stated_on   date not null,
  primary key (center_id, id)
);

-- Insurance, new patients, languages, ways in.
create table public_data.center_offer (
  center_id uuid not null references public_data.center on delete cascade,
  kind      text not null check (kind in ('insurance', 'new-patients', 'language', 'access')),
  value     text not null check (value <> ''),
  source    text not null check (source <> ''),
  found_on  date not null,
  primary key (center_id, kind, value)
);

-- Shown as such and counted nowhere: affiliations, pledges, stories of patients.
create table public_data.center_mention (
  center_id uuid not null references public_data.center on delete cascade,
  id        uuid not null,
  kind      text not null check (kind in ('affiliation', 'pledge', 'stories')),
  words     text not null check (words <> ''),
  link      text check (link ~ '^https?://'),
  found_on  date not null,
  primary key (center_id, id)
);

-- Words we question: quoted, dated, and whether the center was told and answered.
create table public_data.center_quote (
  center_id  uuid not null references public_data.center on delete cascade,
  id         uuid not null,
  rule       text not null check (rule <> ''),     -- which of the wording rules
  words      text not null check (words <> ''),
  link       text check (link ~ '^https?://'),
  found_on   date not null,
  told_on    date,
  answer     text,
  ended_on   date,
  primary key (center_id, id)
);

-- Reports that a center signed. What came is kept as it came; what was found out about it stands beside it.
create table public_data.center_report (
  center_id   uuid not null references public_data.center on delete cascade,
  report_id   text not null check (report_id <> ''),
  jws         text not null check (jws <> ''),
  state       text not null check (state in ('good', 'key-expired', 'bad', 'replaced', 'withdrawn')),
  state_why   text not null default '',
  domain      text not null check (domain <> ''),
  method      text not null check (method <> ''),
  period_from date not null,
  period_to   date not null,
  signed_at   timestamptz not null,
  checked_at  timestamptz not null,
  content     jsonb not null,
  primary key (center_id, report_id),
  check (period_from <= period_to)
);

-- The history that a page shows.
create table public_data.center_change (
  center_id  uuid not null references public_data.center on delete cascade,
  id         uuid not null,
  changed_on date not null,
  words      text not null check (words <> ''),
  primary key (center_id, id)
);

-- One row for each place of a listed center: what a search reads. Written whenever something above changes, and daily.
create table public_data.center_card (
  center_id   uuid not null references public_data.center on delete cascade,
  location_id uuid not null,
  slug        text not null,
  name        text not null,
  city        text not null,
  state       text not null,
  zip         text not null,
  latitude    double precision not null,
  longitude   double precision not null,
  states      text not null check (states ~ '^[vdcnex]{24}$'), -- one letter for each fact, in order
  sum         integer not null,                    -- by the published formula
  formula     integer not null,                    -- its version
  treatments  text[] not null,                     -- infusion, nasal-spray, lozenge-by-mail …
  products    text[] not null,
  price_what  text,
  price_cents integer,
  price_words text,
  price_on    date,
  offers      text[] not null,                     -- insurance:medicare, language:es …
  red_line    text,                                -- a contradiction or a quoted wording
  checked_on  date,                                -- the newest evidence
  worked_on   date not null,                       -- the day the states were worked out for
  synthetic   boolean not null,
  primary key (center_id, location_id),
  foreign key (center_id, location_id) references public_data.center_location on delete cascade
);
create index center_card_point on public_data.center_card using gist (point(longitude, latitude));
create index center_card_slug on public_data.center_card (slug);
create index center_card_city on public_data.center_card (lower(city), state);
create extension if not exists pg_trgm;
create index center_card_name on public_data.center_card using gin (lower(name) gin_trgm_ops);

-- Great-circle distance in miles, the same arithmetic as milesBetween in clinical/finder: half angles, earth radius in the query.
create function public_data.racemic_miles(lat1 double precision, lon1 double precision, lat2 double precision, lon2 double precision, radius double precision)
returns double precision language sql immutable parallel safe as $$
  select 2 * radius * asin(sqrt(least(1.0,
    power(sin(radians(lat2 - lat1) / 2), 2) + cos(radians(lat1)) * cos(radians(lat2)) * power(sin(radians(lon2 - lon1) / 2), 2))))
$$;

-- Is this the same center? A person decides.
create table public_data.center_review (
  id         uuid primary key,
  kind       text not null,
  key        text not null,
  center_id  uuid not null references public_data.center on delete cascade, -- the entry it may be
  content    jsonb not null,
  reasons    text[] not null,
  state      text not null default 'open' check (state in ('open', 'same', 'different')),
  asked_at   timestamptz not null default now(),
  decided_at timestamptz,
  decided_by text,
  unique (kind, key, center_id),
  check ((state = 'open') = (decided_at is null))
);

-- One reading of one file: how far it came, so that it goes on from there.
create table public_data.import_run (
  id          uuid primary key,
  kind        text not null,
  file        text not null,
  print       text not null,                        -- size and print of its first megabyte: the same file again
  at_row      bigint not null default 0,
  counts      jsonb not null,
  started_at  timestamptz not null default now(),
  finished_at timestamptz
);

-- What people write to the editors: claim, correction, dispute, removal, a center we do not know. Nobody reads it through
-- a page; names and addresses in it go 90 days after it is settled.
create table public_data.center_request (
  id         uuid primary key,
  kind       text not null check (kind in ('claim', 'correct', 'dispute', 'remove', 'tell')),
  center_id  uuid references public_data.center on delete cascade,
  fact       text,
  words      text not null check (words <> '' and length(words) <= 4000),
  reply_to   text check (length(reply_to) <= 254),
  state      text not null default 'open' check (state in ('open', 'done', 'refused')),
  answer     text,
  made_at    timestamptz not null default now(),
  settled_at timestamptz,
  settled_by text,
  check ((state = 'open') = (settled_at is null))
);
create index center_request_open on public_data.center_request (made_at) where state = 'open';

-- Counts up with every change and in its transaction, so that a page knows whether what it keeps is still true. A sequence
-- would count before the change can be seen.
create table public_data.center_revision (
  one    boolean primary key default true check (one),
  number bigint not null
);

grant select on public_data.center, public_data.center_location, public_data.center_evidence, public_data.center_person,
  public_data.center_service, public_data.center_price, public_data.center_offer, public_data.center_mention,
  public_data.center_quote, public_data.center_report, public_data.center_change, public_data.center_card to racemic_public;
grant select (kind, key, center_id, licence, read_on) on public_data.center_source to racemic_public;
grant insert on public_data.center_request to racemic_public;
grant select on public_data.center_revision to racemic_public;

grant select, insert, update, delete on all tables in schema public_data to racemic_app;
revoke delete on public_data.center, public_data.center_source, public_data.center_evidence, public_data.center_quote,
  public_data.center_report, public_data.center_change, public_data.center_request, public_data.import_run from racemic_app;
revoke delete on public_data.center_revision from racemic_app;
grant select on all tables in schema public_data to racemic_backup;
