-- The site map is read in order of the addresses, part after part, without a look at the centers themselves.
create index center_for_engines on public_data.center (slug) include (updated_at)
  where listing = 'listed' and not synthetic;
