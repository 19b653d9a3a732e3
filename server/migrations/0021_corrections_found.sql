-- What a correction points at and where it moves a set, as columns: under row-level security only they can be looked up
-- by an index. Both follow the data, also when that is erased by law.
alter table clinic.session_event
  add column corrects uuid generated always as (case when kind = 'correction' then (data::jsonb ->> 'of')::uuid end) stored,
  add column moves_to uuid generated always as (case when kind = 'correction' then (data::jsonb #>> '{change,movesTo}')::uuid end) stored;
create index session_event_corrects on clinic.session_event (clinic_id, corrects) where corrects is not null;
create index session_event_moves_to on clinic.session_event (clinic_id, moves_to) where moves_to is not null;

-- The sessions of a person, newest first, page by page.
create index session_patient_planned on clinic.session (clinic_id, patient_id, planned_at desc, id desc);
