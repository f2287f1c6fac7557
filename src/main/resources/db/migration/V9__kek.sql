-- Which key-encryption key sealed the key (docs/OPERATIONS.md); null in a row of before rows said so,
-- until a node has sealed it anew.
alter table key_ring add column kek_id varchar(16);
