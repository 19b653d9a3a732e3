-- Which centers each revision of the public tables changed, so that a search kept in memory reads those anew and no others.
-- Only the newest revisions: a process that is further behind reads all. Written by whoever counts the revision up, in the
-- same transaction; the count is locked until then, so that no number is seen before a smaller one.
create table public_data.center_revised (
  number  bigint primary key,
  centers uuid[] not null
);
grant select on public_data.center_revised to racemic_public, racemic_backup;
grant select, insert, delete on public_data.center_revised to racemic_app;

-- Distances are worked out where the search is; the database is asked for cards by their key.
drop index public_data.center_card_point;
drop function public_data.racemic_miles(double precision, double precision, double precision, double precision, double precision);

-- The index of names knows letters of ASCII; a search for others looks at the few names that have any.
create index center_card_name_beyond_ascii on public_data.center_card (center_id) where name ~ '[^ -~]';
