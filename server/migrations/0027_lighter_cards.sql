-- A card belongs to a place, and the place to its center: the key to the place holds both, and when a center goes its
-- places take their cards along. Nothing asks for a card by its address or its town.
alter table public_data.center_card drop constraint center_card_center_id_fkey;
drop index public_data.center_card_slug;
drop index public_data.center_card_city;
