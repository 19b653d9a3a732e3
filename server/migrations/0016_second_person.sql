-- What one editor proposes and a second one decides: evidence that verifies or contradicts, the end of a contradiction, and
-- taking a center out of the list. Until then nothing that a page shows has changed. Kept by no page: it names people.
create table public_data.center_proposal (
  id          uuid primary key,
  center_id   uuid not null references public_data.center on delete cascade,
  what        text not null check (what in ('evidence', 'evidence-end', 'removal')),
  subject     text not null default '',            -- the fact and what is said of it, or the evidence that would end
  content     jsonb not null default '{}',
  reason      text not null check (reason <> ''),
  proposed_at timestamptz not null,
  proposed_by text not null check (proposed_by <> ''),  -- the account: who is staff of two clinics is one person
  proposed_as text,                                     -- their name in the clinic is found by this
  state       text not null default 'open' check (state in ('open', 'confirmed', 'declined', 'withdrawn')),
  decided_at  timestamptz,
  decided_by  text,
  decided_why text,
  check ((state = 'open') = (decided_at is null)),
  check ((state = 'open') = (decided_by is null)),
  check ((state = 'open') = (decided_why is null)),
  -- Nobody confirms or declines what they proposed; only they take it back.
  check (decided_by is null or (state = 'withdrawn') = (decided_by = proposed_by))
);
-- The same is proposed once.
create unique index center_proposal_open on public_data.center_proposal (center_id, what, subject) where state = 'open';
grant select, insert, update on public_data.center_proposal to racemic_app;
grant select on public_data.center_proposal to racemic_backup;

-- The center of those who keep this directory: said on its page, and its facts are verified by nobody here.
alter table public_data.center add is_own boolean not null default false;

-- Where a center's signed reports lie, when it is not its website's host: as an editor checked it on a day. It holds while
-- the website is the one that was looked at.
alter table public_data.center
  add report_host      text check (report_host ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$'),
  add report_host_tie  text check (report_host_tie in ('website-links', 'center-said')),
  add report_host_on   date,
  add report_host_site text,                       -- the website's host on that day; null: none was known
  add constraint center_report_host check (
    (report_host is null) = (report_host_tie is null) and (report_host is null) = (report_host_on is null)
    and (report_host is not null or report_host_site is null));
