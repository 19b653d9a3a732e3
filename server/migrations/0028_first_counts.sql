-- A count that does not add up is kept as it was given, by whoever gave it alone; a second person then counts too. Until
-- then it settles nothing: it is the first of two.
alter table clinic.drug_count add column is_first boolean not null default false;
alter table clinic.drug_count drop constraint drug_count_check1;
alter table clinic.drug_count add constraint drug_count_two_people check (adds_up or second_by is not null or is_first);
alter table clinic.drug_count add constraint drug_count_first_alone check (not is_first or second_by is null);
create index drug_count_first on clinic.drug_count (clinic_id, location_id, counted_at) where is_first;
