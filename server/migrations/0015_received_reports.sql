-- Signed reports that were received: with which key, until when, and what was refused and why.
alter table public_data.center_report
  add kid        text not null,
  add expires_at timestamptz not null;

alter table public_data.center_report drop column method;
create index center_report_good on public_data.center_report (center_id) where state = 'good';

-- Said on the page of the center as it is: something was published that does not hold.
create table public_data.center_report_refusal (
  center_id uuid not null references public_data.center on delete cascade,
  report_id text not null,
  domain    text not null check (domain <> ''),
  why       text not null check (why <> ''),
  says      text not null check (says <> ''),
  seen_at   timestamptz not null,
  primary key (center_id, report_id)
);
grant select on public_data.center_report_refusal to racemic_public;
grant select, insert, update, delete on public_data.center_report_refusal to racemic_app;
grant select on public_data.center_report_refusal to racemic_backup;
