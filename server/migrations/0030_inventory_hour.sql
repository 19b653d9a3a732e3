-- An inventory says whether it was taken at the opening or at the close of business (21 CFR 1304.11). Those of before do not
-- say it, and none is made up for them.
alter table clinic.drug_count add column taken_at_hour text;
alter table clinic.drug_count add constraint drug_count_hour
  check (taken_at_hour is null or (kind = 'inventory' and taken_at_hour in ('opening', 'close')));
