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

-- Adds facts to their sessions' logs in one journey, where the author stands to the patient's chart in one of the ways
-- that allow it: bit `restricted * 4 + on the care team * 2 + glass open` of `ways`. A batch locks its sessions in the
-- order of their ids. The time is that of the server process: the one clock that a request has.
drop function clinic.append_session_events(jsonb);
create function clinic.append_session_events(events jsonb, author uuid, at timestamptz, ways integer)
  returns table (id uuid, outcome text, seq bigint, recorded_ms bigint, stands integer)
  language plpgsql as $$
declare
  fact record;
  known record;
  here uuid;          -- the session whose row is in hand
  found_here boolean;
  grown boolean := false;
  last bigint;
  newest bytea;
  after bytea;
  one_session constant boolean := (select count(distinct e ->> 'session') = 1 from jsonb_array_elements(events) e);
begin
  if not one_session then
    perform from clinic.session s
      where s.id in (select (e ->> 'session')::uuid from jsonb_array_elements(events) e)
      order by s.id for no key update;
  end if;
  for fact in
    select (e ->> 'id')::uuid as id, (e ->> 'session')::uuid as session, e ->> 'kind' as kind, (e ->> 'v')::integer as v,
           (e ->> 'measuredAt')::timestamptz as measured_at, (e ->> 'account')::uuid as account, e ->> 'data' as data,
           (e ->> 'recordedMs')::bigint as recorded_ms,
           decode(e ->> 'salt', 'hex') as salt, e ->> 'link' as link, decode(e ->> 'content', 'hex') as content
      from jsonb_array_elements(events) with ordinality as list (e, place) order by place
  loop
    if here is distinct from fact.session then
      if grown then
        update clinic.session s set last_seq = last, head = newest where s.id = here;
        grown := false;
      end if;
      here := fact.session;
      select s.last_seq, s.head,
             p.restricted::int * 4
               + exists (select from clinic.care_team t
                          where t.patient_id = p.id and t.practitioner_id = author)::int * 2
               + exists (select from clinic.break_glass g
                          where g.patient_id = p.id and g.practitioner_id = author and g.open_until > at)::int
        into last, newest, stands
        from clinic.session s join clinic.patient p on p.clinic_id = s.clinic_id and p.id = s.patient_id
       where s.id = here for no key update of s;
      found_here := found;
    end if;
    id := fact.id;
    seq := null;
    recorded_ms := null;
    if not found_here then
      outcome := 'no-such-session';
    elsif ways >> stands & 1 = 0 then
      outcome := 'not-allowed';
    else
      insert into clinic.session_event (session_id, seq, id, kind, v, measured_at, by_account, data, salt, link, content, recorded_ms, hash)
        values (here, last + 1, fact.id, fact.kind, fact.v, fact.measured_at, fact.account, fact.data,
                fact.salt, fact.link, fact.content, fact.recorded_ms,
                sha256(newest || convert_to(last + 1 || ' ' || fact.recorded_ms || ' ' || fact.link, 'UTF8')))
        on conflict on constraint session_event_clinic_id_id_key do nothing
        returning hash into after;
      if found then
        newest := after;
        last := last + 1;
        grown := true;
        seq := last;
        recorded_ms := fact.recorded_ms;
        outcome := 'kept';
      else
        select k.seq, k.recorded_ms, k.content into known from clinic.session_event k where k.id = fact.id;
        outcome := case when known.content = fact.content then 'known' else 'id-reused' end;
        seq := known.seq;
        recorded_ms := known.recorded_ms;
      end if;
    end if;
    return next;
  end loop;
  if grown then
    update clinic.session s set last_seq = last, head = newest where s.id = here;
  end if;
end $$;
grant execute on function clinic.append_session_events(jsonb, uuid, timestamptz, integer) to racemic_app;
revoke execute on function clinic.append_session_events(jsonb, uuid, timestamptz, integer) from public;
