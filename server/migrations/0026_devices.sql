-- Monitors and what they say. Nothing here is charted: a value becomes a fact when a person accepts it.

-- A device, or the bed behind a gateway, as its messages name it; there since it was first heard.
create table clinic.device (
  clinic_id     uuid not null default racemic_clinic(),
  id            uuid not null,
  key           text not null check (length(key) between 1 and 200),
  by_what       text not null check (by_what in ('device', 'bed', 'sender')),
  name          text not null check (length(name) between 1 and 200),
  zone          text,                                           -- of its clock, where its times name none; null: the clinic's
  first_seen_at timestamptz not null,
  heard_at      timestamptz not null,
  offset_ms     bigint,                                         -- its clock behind (+) or ahead (-) of the server's; null: not known
  is_simulated  boolean not null,
  primary key (clinic_id, id),
  unique (clinic_id, key)
);
call racemic_protect('clinic.device');
grant select, insert, update on clinic.device to racemic_app;

create extension if not exists btree_gist;

-- Which session a device measures, from when to when. Never two patients on one device.
create table clinic.device_assignment (
  clinic_id  uuid not null default racemic_clinic(),
  id         uuid not null,
  device_id  uuid not null,
  session_id uuid not null,
  from_at    timestamptz not null,
  by         uuid not null,
  until_at   timestamptz check (until_at >= from_at),
  ended_by   uuid,
  end_why    text check (end_why in ('released', 'moved', 'left')),
  primary key (clinic_id, id),
  foreign key (clinic_id, device_id) references clinic.device,
  foreign key (clinic_id, session_id) references clinic.session,
  check ((until_at is null) = (end_why is null)),
  exclude using gist (clinic_id with =, device_id with =, tstzrange(from_at, until_at) with &&)
);
call racemic_protect('clinic.device_assignment');
create index device_assignment_session on clinic.device_assignment (clinic_id, session_id);
grant select, insert, update on clinic.device_assignment to racemic_app;

-- Every message as it came, by the day (UTC) on which it came.
create table clinic.device_message (
  clinic_id uuid not null default racemic_clinic(),
  day       date not null,
  id        uuid not null,
  at        timestamptz not null,
  came_from text not null,
  raw       bytea not null,
  outcome   text not null check (outcome in ('kept', 'refused')),
  why       text,                                               -- of a refused one, for whoever looks after the device
  unread    text not null default '[]',                         -- JSON: rows that could not be read, with the reason
  primary key (clinic_id, day, id),
  check ((outcome = 'refused') = (why is not null))
) partition by range (day);
call racemic_protect('clinic.device_message');
create index device_message_unread on clinic.device_message (clinic_id, at desc) where why is not null or unread <> '[]';
grant select, insert on clinic.device_message to racemic_app;

-- One value of one metric, as received and in our unit, by the day (UTC) on which it was measured. Sent twice, kept once.
create table clinic.device_value (
  clinic_id       uuid not null default racemic_clinic(),
  day             date not null,
  id              uuid not null,
  device_id       uuid not null,
  session_id      uuid,                                         -- whom the device measured then; null: nobody here
  message_id      uuid not null,
  message_day     date not null,
  metric          text,                                         -- null: nothing a chair has a line for
  code            text not null,
  text            text not null,                                -- as received
  unit            text not null,                                -- as received
  value           numeric,
  state           text not null check (state in ('measured', 'corrected', 'withdrawn', 'not-measured')),
  device_at       timestamptz,                                  -- by the device's clock; null: it said none
  at              timestamptz not null,                         -- by the server's clock, as well as the offset is known
  arrived_at      timestamptz not null,
  is_converted    boolean not null,
  is_unit_assumed boolean not null,
  is_simulated    boolean not null,
  primary key (clinic_id, day, id),
  unique nulls not distinct (clinic_id, day, device_id, code, device_at, state, text)
) partition by range (day);
call racemic_protect('clinic.device_value');
create index device_value_session on clinic.device_value (clinic_id, session_id, at) where session_id is not null;
create index device_value_device on clinic.device_value (clinic_id, device_id, at);
grant select, insert on clinic.device_value to racemic_app;

-- What no day was made for: also all that a restore puts back. A part is reached through its whole only.
create table clinic.device_message_default partition of clinic.device_message default;
create table clinic.device_value_default partition of clinic.device_value default;
call racemic_protect('clinic.device_message_default');
call racemic_protect('clinic.device_value_default');

-- Makes the days from the first to the second. Rows of a day that were taken in before it was made stay where they are.
create function clinic.make_device_days(first date, last date) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  made date;
  parent text;
begin
  if last - first > 40 then raise exception 'too many days at once'; end if;
  for made in select generate_series(first, last, interval '1 day')::date loop
    foreach parent in array array['device_message', 'device_value'] loop
      if to_regclass(format('clinic.%I', parent || to_char(made, '_YYYYMMDD'))) is null then
        begin
          execute format('create table clinic.%I partition of clinic.%I for values from (%L) to (%L)',
            parent || to_char(made, '_YYYYMMDD'), parent, made, made + 1);
          call public.racemic_protect(format('clinic.%I', parent || to_char(made, '_YYYYMMDD'))::regclass);
        exception when check_violation or duplicate_table then null; -- taken in before, or made by another server meanwhile
        end;
      end if;
    end loop;
  end loop;
end $$;
revoke execute on function clinic.make_device_days(date, date) from public;
grant execute on function clinic.make_device_days(date, date) to racemic_app;
