-- The treatment session: an append-only log of facts per session, each chained to the one before.

-- One treatment, arrival to leaving. FHIR: Encounter. What happened in it is in its log alone.
create table clinic.session (
  clinic_id  uuid not null default racemic_clinic(),
  id         uuid not null,
  patient_id uuid not null,
  planned_at timestamptz not null,
  opened_by  uuid not null,
  opened_at  timestamptz not null default now(),
  last_seq   bigint not null default 0,
  head       bytea not null default '\x' check (length(head) in (0, 32)), -- hash of the newest link
  primary key (clinic_id, id),
  foreign key (clinic_id, patient_id) references clinic.patient,
  foreign key (clinic_id, opened_by) references clinic.practitioner
);
create index session_patient on clinic.session (clinic_id, patient_id, id);
create index session_planned on clinic.session (clinic_id, planned_at);
call racemic_protect('clinic.session');
grant select, insert, update on clinic.session to racemic_app;

-- The log. Added to by append_session_events alone; nothing in it is ever changed or removed by the application.
create table clinic.session_event (
  clinic_id   uuid not null default racemic_clinic(),
  session_id  uuid not null,
  seq         bigint not null check (seq > 0),
  id          uuid not null,                             -- made at the station
  kind        text not null check (kind <> ''),
  v           integer not null check (v > 0),
  measured_at timestamptz not null,
  by_account  uuid,                                      -- who sent it, by the server's own knowledge
  data        text,                                      -- canonical JSON (RFC 8785); null after a lawful erasure
  salt        bytea check (length(salt) = 16),
  link        text not null,                             -- canonical JSON of the fact, its data by salted digest
  content     bytea not null check (length(content) = 32), -- SHA-256 of what the station sent: same id, same content?
  recorded_ms bigint not null,                           -- when the server kept it, ms since 1970
  hash        bytea not null check (length(hash) = 32),  -- SHA-256 of head before, seq, recorded_ms and link
  xid         xid8 not null default pg_current_xact_id(),
  primary key (clinic_id, session_id, seq),
  unique (clinic_id, id),
  foreign key (clinic_id, session_id) references clinic.session,
  check ((data is null) = (salt is null))
);
call racemic_protect('clinic.session_event');
create index session_event_order on clinic.session_event (clinic_id, xid, session_id, seq);
grant select, insert on clinic.session_event to racemic_app;

-- Adds facts to their sessions' logs in one journey. Sessions are locked in the order of their ids, so that two batches
-- never wait for each other in a circle. Row-level security of the caller holds: another clinic's session isn't there.
create function clinic.append_session_events(events jsonb)
  returns table (id uuid, outcome text, seq bigint, recorded_ms bigint)
  language plpgsql as $$
declare
  fact record;
  known record;
  now_ms constant bigint := floor(extract(epoch from clock_timestamp()) * 1000);
  last bigint;
  before bytea;
  after bytea;
begin
  perform from clinic.session s
    where s.id in (select (e ->> 'session')::uuid from jsonb_array_elements(events) e)
    order by s.id for no key update;
  for fact in
    select (e ->> 'id')::uuid as id, (e ->> 'session')::uuid as session, e ->> 'kind' as kind, (e ->> 'v')::integer as v,
           (e ->> 'measuredAt')::timestamptz as measured_at, (e ->> 'account')::uuid as account, e ->> 'data' as data,
           decode(e ->> 'salt', 'hex') as salt, e ->> 'link' as link, decode(e ->> 'content', 'hex') as content
      from jsonb_array_elements(events) with ordinality as list (e, place) order by place
  loop
    id := fact.id;
    select k.seq, k.recorded_ms, k.content into known from clinic.session_event k where k.id = fact.id;
    if found then
      outcome := case when known.content = fact.content then 'known' else 'id-reused' end;
      seq := known.seq;
      recorded_ms := known.recorded_ms;
      return next;
      continue;
    end if;
    select s.last_seq, s.head into last, before from clinic.session s where s.id = fact.session;
    if not found then
      outcome := 'no-such-session';
      seq := null;
      recorded_ms := null;
      return next;
      continue;
    end if;
    seq := last + 1;
    recorded_ms := now_ms;
    after := sha256(before || convert_to(seq || ' ' || recorded_ms || ' ' || fact.link, 'UTF8'));
    insert into clinic.session_event (session_id, seq, id, kind, v, measured_at, by_account, data, salt, link, content, recorded_ms, hash)
      values (fact.session, append_session_events.seq, fact.id, fact.kind, fact.v, fact.measured_at, fact.account, fact.data,
              fact.salt, fact.link, fact.content, append_session_events.recorded_ms, after);
    update clinic.session s set last_seq = append_session_events.seq, head = after where s.id = fact.session;
    outcome := 'kept';
    return next;
  end loop;
end $$;
grant execute on function clinic.append_session_events(jsonb) to racemic_app;
revoke execute on function clinic.append_session_events(jsonb) from public;
