-- The day of the newest fact, said at the foot of the first page, is read from an index and not from every card.
create index center_card_newest on public_data.center_card (checked_on);
