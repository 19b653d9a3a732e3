-- A session on the floor: its chair, the order and the protocol version it runs under; and logs that an anchor vouches for.

alter table clinic.session
  add column chair_id            uuid,
  add column order_id            uuid,
  add column protocol_version_id uuid,
  add column noted_seq           bigint not null default 0, -- up to here the trail has taken the head over
  add foreign key (clinic_id, chair_id) references clinic.chair,
  add foreign key (clinic_id, order_id) references clinic.treatment_order,
  add foreign key (clinic_id, protocol_version_id) references clinic.protocol_version,
  add check ((order_id is null) = (protocol_version_id is null));

-- Which logs grew since the trail last took their heads over.
create index session_unnoted on clinic.session (clinic_id, id) where noted_seq < last_seq;
-- Whether a session is signed, without reading its log.
create index session_event_signed on clinic.session_event (clinic_id, session_id) where kind in ('signed', 'countersigned');

-- As before, but the time is that of the server process: the one clock that a request has.
create or replace function clinic.append_session_events(events jsonb)
  returns table (id uuid, outcome text, seq bigint, recorded_ms bigint)
  language plpgsql as $$
declare
  fact record;
  known record;
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
           (e ->> 'recordedMs')::bigint as recorded_ms,
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
    recorded_ms := fact.recorded_ms;
    after := sha256(before || convert_to(seq || ' ' || recorded_ms || ' ' || fact.link, 'UTF8'));
    insert into clinic.session_event (session_id, seq, id, kind, v, measured_at, by_account, data, salt, link, content, recorded_ms, hash)
      values (fact.session, append_session_events.seq, fact.id, fact.kind, fact.v, fact.measured_at, fact.account, fact.data,
              fact.salt, fact.link, fact.content, append_session_events.recorded_ms, after);
    update clinic.session s set last_seq = append_session_events.seq, head = after where s.id = fact.session;
    outcome := 'kept';
    return next;
  end loop;
end $$;
