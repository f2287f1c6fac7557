-- When a key came into the state that it is in.
alter table key_ring add column changed_at bigint default 0 not null;
update key_ring set changed_at = created_at;
-- The purpose while the key is PRE_PUBLISHED, else null: one key a purpose waits for its turn.
alter table key_ring add column next_purpose varchar(32);
create unique index key_ring_next on key_ring (next_purpose);
