-- Every drop of drug: what the clinic stocks, each container, what was drawn from it, and the register of it all.
-- Amounts are whole micrograms; microlitres stand beside them for liquids and are 0 for devices and tablets.

-- A securely locked cabinet. Stock lies in one place at a time.
create table clinic.stock_location (
  clinic_id  uuid not null default racemic_clinic() references clinic.clinic,
  id         uuid not null,
  name       text not null check (name <> ''),
  place      text not null default '',           -- where a person finds it
  retired_at timestamptz,
  version    integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (clinic_id, id)
);
call racemic_protect('clinic.stock_location');
create unique index stock_location_name on clinic.stock_location (clinic_id, lower(name)) where retired_at is null;
grant select, insert, update on clinic.stock_location to racemic_app;

-- What the clinic stocks, as its label says: two people read the label before any of it is received.
create table clinic.drug_product (
  clinic_id          uuid not null default racemic_clinic() references clinic.clinic,
  id                 uuid not null,
  substance          text not null check (substance in ('ketamine', 'esketamine')),
  name               text not null check (name <> ''),
  form               text not null check (form in ('vial', 'device', 'pack')),
  strength_ug_per_ml integer check (strength_ug_per_ml > 0),  -- of a vial
  volume_ul          integer check (volume_ul > 0),           -- of a full vial
  piece_ug           integer check (piece_ug > 0),            -- of one device, tablet or lozenge
  pieces             integer check (pieces > 0),              -- in a full pack; 1 for a device
  content_ug         integer not null check (content_ug > 0), -- of one full container
  ndc                text check (ndc ~ '^[0-9]{11}$'),
  gtin               text check (gtin ~ '^[0-9]{14}$'),
  several_sessions   boolean not null,                        -- may one container serve several sessions
  read_by            uuid not null,
  read_at            timestamptz not null,
  second_by          uuid,
  second_at          timestamptz,
  retired_at         timestamptz,
  primary key (clinic_id, id),
  foreign key (clinic_id, read_by) references clinic.practitioner,
  foreign key (clinic_id, second_by) references clinic.practitioner,
  check ((second_by is null) = (second_at is null)),
  check (second_by <> read_by),
  check (case form when 'vial' then strength_ug_per_ml is not null and volume_ul is not null and piece_ug is null and pieces is null
                   else strength_ug_per_ml is null and volume_ul is null and piece_ug is not null and pieces is not null
                        and content_ug = piece_ug * pieces end),
  check (form <> 'device' or pieces = 1)
);
call racemic_protect('clinic.drug_product');
create unique index drug_product_gtin on clinic.drug_product (clinic_id, gtin) where retired_at is null;
grant select, insert, update on clinic.drug_product to racemic_app;

-- One delivery of one lot, as 21 CFR 1304.22 wants it: from whom, when it really came, how many containers.
create table clinic.drug_receipt (
  clinic_id        uuid not null default racemic_clinic(),
  id               uuid not null,
  product_id       uuid not null,
  location_id      uuid not null,
  invoice          text not null check (invoice <> ''),
  supplier_name    text not null check (supplier_name <> ''),
  supplier_address text not null check (supplier_address <> ''),
  supplier_dea     text not null check (supplier_dea ~ '^[A-Z][A-Z9][0-9]{7}$'),
  received_on      date not null,
  lot              text not null check (lot <> ''),
  expires_on       date not null,
  containers       integer not null check (containers > 0),
  was_scanned      boolean not null,
  received_by      uuid not null,
  second_by        uuid,                                      -- read the strength from the container too
  second_at        timestamptz,
  primary key (clinic_id, id),
  foreign key (clinic_id, product_id) references clinic.drug_product,
  foreign key (clinic_id, location_id) references clinic.stock_location,
  foreign key (clinic_id, received_by) references clinic.practitioner,
  foreign key (clinic_id, second_by) references clinic.practitioner,
  check ((second_by is null) = (second_at is null)),
  check (second_by <> received_by)
);
call racemic_protect('clinic.drug_receipt');
grant select, insert, update on clinic.drug_receipt to racemic_app;

-- One container. What is inside, and what was drawn from it and became of that: the two always add up.
create table clinic.drug_item (
  clinic_id           uuid not null default racemic_clinic(),
  id                  uuid not null,
  product_id          uuid not null,
  receipt_id          uuid not null,
  location_id         uuid not null,
  lot                 text not null check (lot <> ''),
  expires_on          date not null,
  serial              text check (serial <> ''),
  content_ug          integer not null check (content_ug > 0),
  inside_ug           integer not null check (inside_ug >= 0),
  inside_ul           integer not null check (inside_ul >= 0),
  added_ug            integer not null default 0 check (added_ug >= 0),    -- found at a count
  removed_ug          integer not null default 0 check (removed_ug >= 0),  -- left the container by another way than drawing
  drawn_ug            integer not null default 0 check (drawn_ug >= 0),
  administered_ug     integer not null default 0 check (administered_ug >= 0),
  wasted_ug           integer not null default 0 check (wasted_ug >= 0),   -- of what was drawn
  returned_ug         integer not null default 0 check (returned_ug >= 0),
  lost_ug             integer not null default 0 check (lost_ug >= 0),     -- of what was drawn
  out_ug              integer not null default 0 check (out_ug >= 0),      -- drawn and not yet accounted for
  out_ul              integer not null default 0 check (out_ul >= 0),
  opened_at           timestamptz,
  assigned_patient_id uuid,
  assigned_session_id uuid,
  created_at          timestamptz not null default now(),
  primary key (clinic_id, id),
  foreign key (clinic_id, product_id) references clinic.drug_product,
  foreign key (clinic_id, receipt_id) references clinic.drug_receipt,
  foreign key (clinic_id, location_id) references clinic.stock_location,
  foreign key (clinic_id, assigned_patient_id) references clinic.patient,
  foreign key (clinic_id, assigned_session_id) references clinic.session,
  check (inside_ug = content_ug + added_ug + returned_ug - drawn_ug - removed_ug),
  check (drawn_ug = administered_ug + wasted_ug + returned_ug + lost_ug + out_ug),
  check ((assigned_patient_id is null) = (assigned_session_id is null))
);
call racemic_protect('clinic.drug_item');
create index drug_item_there on clinic.drug_item (clinic_id, location_id, product_id) where inside_ug > 0 or out_ug > 0;
create index drug_item_assigned on clinic.drug_item (clinic_id, assigned_session_id) where assigned_session_id is not null;
create unique index drug_item_serial on clinic.drug_item (clinic_id, product_id, serial);
grant select, insert, update on clinic.drug_item to racemic_app;

-- What someone drew from a container for a session: in their hands until it is given, wasted, returned or lost.
create table clinic.drug_draw (
  clinic_id        uuid not null default racemic_clinic(),
  id               uuid not null,
  item_id          uuid not null,
  session_id       uuid not null,
  patient_id       uuid not null,
  drawn_by         uuid not null,
  drawn_at         timestamptz not null,
  drawn_ug         integer not null check (drawn_ug >= 0), -- 0 once it was corrected away
  drawn_ul         integer not null check (drawn_ul >= 0),
  administered_ug  integer not null default 0 check (administered_ug >= 0),
  wasted_ug        integer not null default 0 check (wasted_ug >= 0),
  returned_ug      integer not null default 0 check (returned_ug >= 0),
  lost_ug          integer not null default 0 check (lost_ug >= 0),
  out_ug           integer not null check (out_ug >= 0),
  out_ul           integer not null check (out_ul >= 0),
  primary key (clinic_id, id),
  foreign key (clinic_id, item_id) references clinic.drug_item,
  foreign key (clinic_id, session_id) references clinic.session,
  foreign key (clinic_id, patient_id) references clinic.patient,
  foreign key (clinic_id, drawn_by) references clinic.practitioner,
  check (drawn_ug = administered_ug + wasted_ug + returned_ug + lost_ug + out_ug)
);
call racemic_protect('clinic.drug_draw');
create index drug_draw_of_session on clinic.drug_draw (clinic_id, session_id);
create index drug_draw_of_item on clinic.drug_draw (clinic_id, item_id);
create index drug_draw_out on clinic.drug_draw (clinic_id, drawn_at) where out_ug > 0;
grant select, insert, update on clinic.drug_draw to racemic_app;

-- What a location holds of a product by the register. Every row of the register moves it, so it is where writers meet.
create table clinic.drug_balance (
  clinic_id   uuid not null default racemic_clinic(),
  location_id uuid not null,
  product_id  uuid not null,
  inside_ug   bigint not null default 0 check (inside_ug >= 0),
  inside_ul   bigint not null default 0 check (inside_ul >= 0),
  out_ug      bigint not null default 0 check (out_ug >= 0),
  out_ul      bigint not null default 0 check (out_ul >= 0),
  last_seq    bigint not null default 0,
  primary key (clinic_id, location_id, product_id),
  foreign key (clinic_id, location_id) references clinic.stock_location,
  foreign key (clinic_id, product_id) references clinic.drug_product
);
call racemic_protect('clinic.drug_balance');
grant select, insert, update on clinic.drug_balance to racemic_app;

-- The perpetual register: one row for each thing that happened to stock. Nothing in it is ever changed or removed.
create table clinic.drug_register (
  clinic_id        uuid not null default racemic_clinic(),
  id               uuid not null,
  command_id       uuid not null,               -- the request that wrote it; several rows may share one
  location_id      uuid not null,
  product_id       uuid not null,
  seq              bigint not null check (seq > 0), -- without a gap for each location and product
  happened_at      timestamptz not null,        -- the moment it really happened
  recorded_at      timestamptz not null,
  kind             text not null check (kind in ('receive', 'move', 'assign', 'unassign', 'draw', 'administer', 'correct',
                     'waste', 'return', 'transfer-out', 'destroy', 'loss', 'count', 'adjust')),
  item_id          uuid,                        -- absent for a count of a whole product
  draw_id          uuid,
  inside_ug        integer not null,            -- change of what is in containers
  inside_ul        integer not null,
  out_ug           integer not null,            -- change of what is drawn and not yet accounted for
  out_ul           integer not null,
  beyond_ug        integer not null default 0,  -- said to be given or drawn, and not there to be; of a count: counted less expected
  item_after_ug    integer check (item_after_ug >= 0),
  item_after_ul    integer check (item_after_ul >= 0),
  after_ug         bigint not null check (after_ug >= 0), -- in containers of this product, at this location
  after_ul         bigint not null check (after_ul >= 0),
  out_after_ug     bigint not null check (out_after_ug >= 0),
  out_after_ul     bigint not null check (out_after_ul >= 0),
  patient_id       uuid,
  session_id       uuid,
  order_id         uuid,
  session_event_id uuid,                        -- the fact in the session's log; it may be erased, the register stays
  actor            uuid not null,
  witness          uuid,
  counterpart      text,                        -- to whom it went or from whom it came, with DEA number
  document         text,
  reason           text,
  primary key (clinic_id, id),
  unique (clinic_id, location_id, product_id, seq),
  foreign key (clinic_id, location_id) references clinic.stock_location,
  foreign key (clinic_id, product_id) references clinic.drug_product,
  foreign key (clinic_id, item_id) references clinic.drug_item,
  foreign key (clinic_id, draw_id) references clinic.drug_draw,
  foreign key (clinic_id, patient_id) references clinic.patient,
  foreign key (clinic_id, session_id) references clinic.session,
  foreign key (clinic_id, order_id) references clinic.treatment_order,
  foreign key (clinic_id, actor) references clinic.practitioner,
  foreign key (clinic_id, witness) references clinic.practitioner,
  check (witness <> actor),
  check (kind not in ('waste', 'destroy', 'transfer-out', 'adjust') or witness is not null)
);
call racemic_protect('clinic.drug_register');
create index drug_register_of_item on clinic.drug_register (clinic_id, item_id, id);
create index drug_register_of_session on clinic.drug_register (clinic_id, session_id, id) where session_id is not null;
create index drug_register_of_event on clinic.drug_register (clinic_id, session_event_id) where session_event_id is not null;
create index drug_register_command on clinic.drug_register (clinic_id, command_id);
grant select, insert on clinic.drug_register to racemic_app;

-- A request that changed stock, and what it was answered: the same one again is answered the same, and changes nothing.
create table clinic.drug_command (
  clinic_id uuid not null default racemic_clinic() references clinic.clinic,
  id        uuid not null,                       -- made by the sender
  kind      text not null check (kind <> ''),
  print     bytea not null check (length(print) = 32), -- SHA-256 of what was asked: same id, same content?
  answer    text not null,                       -- canonical JSON
  asked_by  uuid not null,
  kept_at   timestamptz not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, asked_by) references clinic.practitioner
);
call racemic_protect('clinic.drug_command');
grant select, insert on clinic.drug_command to racemic_app;

-- Asked by one person and waiting for a second: nothing of it has happened to the stock yet.
create table clinic.drug_awaiting (
  clinic_id  uuid not null default racemic_clinic(),
  id         uuid not null,                      -- of the request
  kind       text not null check (kind in ('waste', 'dispose', 'adjust', 'count')),
  body       text not null,                      -- canonical JSON of what was asked
  session_id uuid,
  asked_by   uuid not null,
  asked_at   timestamptz not null,
  until      timestamptz not null,
  outcome    text check (outcome in ('confirmed', 'withdrawn')),
  settled_by uuid,
  settled_at timestamptz,
  primary key (clinic_id, id),
  foreign key (clinic_id, session_id) references clinic.session,
  foreign key (clinic_id, asked_by) references clinic.practitioner,
  foreign key (clinic_id, settled_by) references clinic.practitioner,
  check ((outcome is null) = (settled_by is null) and (outcome is null) = (settled_at is null)),
  check (outcome <> 'confirmed' or settled_by <> asked_by)
);
call racemic_protect('clinic.drug_awaiting');
create index drug_awaiting_open on clinic.drug_awaiting (clinic_id, until) where outcome is null;
grant select, insert, update on clinic.drug_awaiting to racemic_app;

-- A count of one location at the beginning or the end of a day, kept with what the register said at that moment.
create table clinic.drug_count (
  clinic_id   uuid not null default racemic_clinic(),
  id          uuid not null,
  location_id uuid not null,
  kind        text not null check (kind in ('opening', 'closing', 'inventory')),
  counted_at  timestamptz not null,
  counted_by  uuid not null,
  second_by   uuid,
  lines       text not null,                     -- canonical JSON: product, expected, counted
  adds_up     boolean not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, location_id) references clinic.stock_location,
  foreign key (clinic_id, counted_by) references clinic.practitioner,
  foreign key (clinic_id, second_by) references clinic.practitioner,
  check (second_by <> counted_by),
  check (adds_up or second_by is not null)
);
call racemic_protect('clinic.drug_count');
create index drug_count_at on clinic.drug_count (clinic_id, location_id, counted_at);
grant select, insert on clinic.drug_count to racemic_app;

-- Something does not add up. It stays open until a named person settles it with words.
create table clinic.drug_discrepancy (
  clinic_id        uuid not null default racemic_clinic(),
  id               uuid not null,
  kind             text not null check (kind in ('count', 'adjusted', 'given-beyond-drawn', 'drawn-beyond-vial', 'drawn-twice',
                     'given-undrawn', 'unaccounted', 'lost')),
  discovered_at    timestamptz not null,
  opened_by        uuid not null,
  product_id       uuid not null,
  location_id      uuid not null,
  item_id          uuid,
  draw_id          uuid,
  patient_id       uuid,
  session_id       uuid,
  session_event_id uuid,
  difference_ug    integer not null,             -- more than the register says, or less
  says             text not null check (says <> ''),
  primary key (clinic_id, id),
  foreign key (clinic_id, opened_by) references clinic.practitioner,
  foreign key (clinic_id, product_id) references clinic.drug_product,
  foreign key (clinic_id, location_id) references clinic.stock_location,
  foreign key (clinic_id, item_id) references clinic.drug_item,
  foreign key (clinic_id, draw_id) references clinic.drug_draw,
  foreign key (clinic_id, patient_id) references clinic.patient,
  foreign key (clinic_id, session_id) references clinic.session
);
call racemic_protect('clinic.drug_discrepancy');
create index drug_discrepancy_of_session on clinic.drug_discrepancy (clinic_id, session_id) where session_id is not null;
grant select, insert on clinic.drug_discrepancy to racemic_app;

-- What was done about it: looked at, judged, told to the authority, settled.
create table clinic.drug_discrepancy_step (
  clinic_id      uuid not null default racemic_clinic(),
  id             uuid not null,
  discrepancy_id uuid not null,
  kind           text not null check (kind in ('note', 'judged', 'notice-sent', 'form-106-filed', 'settled')),
  judgement      text check (judgement in ('explained', 'small-difference', 'significant-loss', 'theft')),
  facts          text,                           -- canonical JSON: what the judgement stands on
  words          text not null check (words <> ''),
  done_on        date,                           -- of a notice or a form
  by             uuid not null,
  at             timestamptz not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, discrepancy_id) references clinic.drug_discrepancy,
  foreign key (clinic_id, by) references clinic.practitioner,
  check ((kind = 'judged') = (judgement is not null)),
  check ((kind in ('notice-sent', 'form-106-filed')) = (done_on is not null))
);
call racemic_protect('clinic.drug_discrepancy_step');
create index drug_discrepancy_step_of on clinic.drug_discrepancy_step (clinic_id, discrepancy_id, id);
create unique index drug_discrepancy_settled on clinic.drug_discrepancy_step (clinic_id, discrepancy_id) where kind = 'settled';
grant select, insert on clinic.drug_discrepancy_step to racemic_app;

-- Stock that left for good: destroyed here, by a reverse distributor, or to another registrant. What Form 41 asks for.
create table clinic.drug_disposal (
  clinic_id    uuid not null default racemic_clinic(),
  id           uuid not null,
  how          text not null check (how in ('destroyed-on-site', 'reverse-distributor', 'transferred')),
  method       text not null check (method <> ''),
  done_on      date not null,
  place        text not null check (place <> ''),
  counterpart  text,                             -- name, address and DEA number of who took it
  document     text,
  done_by      uuid not null,
  witnessed_by uuid not null,
  primary key (clinic_id, id),
  foreign key (clinic_id, done_by) references clinic.practitioner,
  foreign key (clinic_id, witnessed_by) references clinic.practitioner,
  check (witnessed_by <> done_by),
  check ((how = 'destroyed-on-site') = (counterpart is null))
);
call racemic_protect('clinic.drug_disposal');
grant select, insert on clinic.drug_disposal to racemic_app;
