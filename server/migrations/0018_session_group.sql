-- Several people treated together: one session each, with clocks of their own, and one id for the group.

alter table clinic.session add column group_id uuid;
create index session_group on clinic.session (clinic_id, group_id) where group_id is not null;
