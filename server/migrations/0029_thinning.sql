-- What monitors said does not stay for ever in full. The rule is clinical/session/thinning.ts; here is what it may reach.
-- The application may remove nothing of it by itself: it asks these functions, and an unsigned session is out of their reach.

-- When the values of a session were thinned; null: not yet.
alter table clinic.device_assignment add column thinned_at timestamptz;
-- What nobody was given is found without reading what somebody was.
create index device_value_nobody on clinic.device_value (clinic_id, day) where session_id is null;

-- Sessions with a device that nobody has signed, or not before that moment. Of the clinic of the transaction.
create function clinic.unsettled_device_sessions(signed_before timestamptz) returns setof uuid
  language sql stable as $$
  select distinct a.session_id from clinic.device_assignment a
   where not exists (select from clinic.session_event e
                      where e.clinic_id = a.clinic_id and e.session_id = a.session_id and e.kind in ('signed', 'countersigned')
                        and e.recorded_ms < extract(epoch from signed_before) * 1000)
$$;
grant execute on function clinic.unsettled_device_sessions(timestamptz) to racemic_app;

-- Of each minute of a device's code: the first, the lowest and the highest stay, as they were received. So does whatever
-- was accepted into a fact, and whatever was corrected, taken back or not measured.
create function clinic.thin_device_session(session uuid, signed_before timestamptz)
  returns table (kept bigint, removed bigint)
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  accepted uuid[];
begin
  if not exists (select from clinic.session_event e
                  where e.session_id = session and e.kind in ('signed', 'countersigned')
                    and e.recorded_ms < extract(epoch from signed_before) * 1000) then
    raise exception 'the session is not signed' using errcode = 'check_violation';
  end if;
  accepted := array(select distinct (jsonb_path_query(e.data::jsonb, 'strict $.**.monitor.*.id') #>> '{}')::uuid
                      from clinic.session_event e where e.session_id = session and e.data like '%"monitor"%');
  with placed as (
    select v.day, v.id,
           row_number() over (minute order by v.at, v.arrived_at, v.id) as nth,
           row_number() over (minute order by v.value, v.at, v.arrived_at, v.id) as from_lowest,
           row_number() over (minute order by v.value desc, v.at, v.arrived_at, v.id) as from_highest
      from clinic.device_value v
     where v.session_id = session and v.state = 'measured'
    window minute as (partition by v.device_id, v.code, date_trunc('minute', v.at, 'UTC'),
                                   case when v.value is null then v.text end)),
  gone as (
    delete from clinic.device_value v using placed p
     where v.day = p.day and v.id = p.id and p.nth > 1 and p.from_lowest > 1 and p.from_highest > 1
       and v.id <> all (accepted)
    returning 1)
  select count(*) into removed from gone;
  select count(*) into kept from clinic.device_value v where v.session_id = session;
  return next;
end $$;
revoke execute on function clinic.thin_device_session(uuid, timestamptz) from public;
grant execute on function clinic.thin_device_session(uuid, timestamptz) to racemic_app;

-- One day of what was measured while the device was nobody's.
create function clinic.remove_nobodys_device_values(of_day date) returns bigint
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  removed bigint;
begin
  with gone as (delete from clinic.device_value where session_id is null and day = of_day returning 1)
  select count(*) into removed from gone;
  return removed;
end $$;
revoke execute on function clinic.remove_nobodys_device_values(date) from public;
grant execute on function clinic.remove_nobodys_device_values(date) to racemic_app;

-- Days before that one on which something of an unsettled session came in, or could have.
create function clinic.held_device_days(before date, signed_before timestamptz) returns setof date
  language sql stable as $$
  with unsettled as materialized (select clinic.unsettled_device_sessions(signed_before) as id)
  select generate_series((a.from_at at time zone 'UTC')::date,
                         least((coalesce(a.until_at, 'infinity') at time zone 'UTC')::date, before), interval '1 day')::date
    from clinic.device_assignment a join unsettled u on u.id = a.session_id
   where (a.from_at at time zone 'UTC')::date < before
  union
  select v.message_day from clinic.device_value v join unsettled u on u.id = v.session_id where v.message_day < before
$$;

-- Messages as they came, by whole days on which no clinic has anything unsettled. A part holds all clinics' messages, so
-- all are asked; each is told how many of its own went.
create function clinic.drop_device_messages(before date, signed_before timestamptz)
  returns table (of_clinic uuid, of_day date, messages bigint)
  language plpgsql security definer set search_path = pg_catalog set lock_timeout = '3s' as $$
declare
  clinic_before constant text := coalesce(current_setting('racemic.clinic_id', true), '');
  clinics constant uuid[] := array(select t.clinic_id from identity.tenant t order by 1);
  held date[] := '{}';
  part record;
begin
  perform pg_advisory_xact_lock(hashtext('racemic_drop_device_messages'));
  foreach of_clinic in array clinics loop
    perform set_config('racemic.clinic_id', of_clinic::text, true);
    held := held || array(select clinic.held_device_days(before, signed_before));
  end loop;
  foreach of_clinic in array clinics loop
    perform set_config('racemic.clinic_id', of_clinic::text, true);
    for of_day, messages in
      with gone as (delete from clinic.device_message_default m
                     where m.day < before and m.day <> all (held) returning m.day)
      select g.day, count(*) from gone g group by g.day
    loop return next; end loop;
  end loop;
  for part in
    select c.oid::regclass as name, to_date(right(c.relname, 8), 'YYYYMMDD') as day
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'clinic.device_message'::regclass and c.relname ~ '_\d{8}$'
  loop
    continue when part.day >= before or part.day = any (held);
    foreach of_clinic in array clinics loop
      perform set_config('racemic.clinic_id', of_clinic::text, true);
      execute format('select count(*) from %s', part.name) into messages;
      of_day := part.day;
      if messages > 0 then return next; end if;
    end loop;
    execute format('drop table %s', part.name);
  end loop;
  perform set_config('racemic.clinic_id', clinic_before, true);
end $$;
revoke execute on function clinic.drop_device_messages(date, timestamptz) from public;
grant execute on function clinic.drop_device_messages(date, timestamptz) to racemic_app;
