-- Two entries turn out to be one center: what sources said of the one stands under the other, and its old address leads
-- there. Nothing is deleted: the history of the old entry stays with it.
alter table public_data.center add merged_into uuid references public_data.center;
alter table public_data.center add constraint center_merged
  check (merged_into is null or (merged_into <> id and listing = 'closed'));
