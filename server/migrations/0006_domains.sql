-- What a column may hold, said by its type where rows are added all day: PostgreSQL reads a CHECK of a table anew for each
-- statement that adds to it, and keeps a domain's ready. The same values are refused, with the same code.
create domain clinic.not_empty as text check (value <> '');
create domain clinic.actor_kind as text check (value in ('staff', 'patient', 'integration', 'system'));
create domain clinic.salt as bytea check (length(value) = 16);
create domain clinic.sha256 as bytea check (length(value) = 32);
create domain clinic.link_number as bigint check (value > 0);

alter table clinic.audit_event
  drop constraint audit_event_by_kind_check,
  drop constraint audit_event_action_check,
  drop constraint audit_event_salt_check,
  drop constraint audit_event_digest_check,
  alter by_kind type clinic.actor_kind,
  alter action type clinic.not_empty,
  alter salt type clinic.salt,
  alter digest type clinic.sha256;
alter table clinic.audit_link
  drop constraint audit_link_seq_check,
  drop constraint audit_link_hash_check,
  alter seq type clinic.link_number,
  alter hash type clinic.sha256;

create domain clinic.allergy_kind as text check (value in ('allergy', 'intolerance', 'no-known-allergies'));
create domain clinic.severity as text check (value in ('mild', 'moderate', 'severe', 'unknown'));
create domain clinic.finding_status as text check (value in ('active', 'resolved', 'entered-in-error'));
create domain clinic.medicine_status as text check (value in ('active', 'stopped', 'entered-in-error'));

alter table clinic.allergy
  drop constraint allergy_kind_check,
  drop constraint allergy_severity_check,
  drop constraint allergy_status_check,
  alter kind type clinic.allergy_kind,
  alter severity type clinic.severity,
  alter status type clinic.finding_status;
alter table clinic.medicine
  drop constraint medicine_name_check,
  drop constraint medicine_status_check,
  alter name type clinic.not_empty,
  alter status type clinic.medicine_status;
alter table clinic.problem
  drop constraint problem_name_check,
  drop constraint problem_status_check,
  alter name type clinic.not_empty,
  alter status type clinic.finding_status;
