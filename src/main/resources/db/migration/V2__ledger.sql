-- The ledger. Nothing here is ever updated but ledger_head; nothing is deleted but rows of
-- ledger_pending (once they are entries) and of ledger_person (when a person is erased).

-- Entries of before there was a tree: kept, proven by nothing.
alter table ledger_pending rename to ledger_before;

create table ledger_pending (
  entry_id     varchar(36) not null primary key,
  entry        bytea       not null,
  leaf_hash    bytea       not null,
  -- HMAC-SHA-256 by a node: who can only write to the database cannot make an entry.
  mac          bytea       not null,
  -- What entries are searched by, copied out of the entry; it proves nothing.
  action       varchar(32) not null,
  outcome      varchar(16) not null,
  client_id    varchar(255),
  recorded_at  bigint      not null,
  -- What an entry commits to without saying it; null where there is none.
  subject      varchar(255),
  subject_salt bytea,
  address      varchar(64),
  address_salt bytea
);

create table ledger_entry (
  entry_index bigint      not null primary key,
  entry_id    varchar(36) not null unique,
  entry       bytea       not null,
  leaf_hash   bytea       not null,
  action      varchar(32) not null,
  outcome     varchar(16) not null,
  client_id   varchar(255),
  recorded_at bigint      not null
);
create index ledger_entry_of_client on ledger_entry (client_id, entry_index);
create index ledger_entry_of_action on ledger_entry (action, entry_index);

create table ledger_person (
  entry_index  bigint not null primary key,
  subject      varchar(255),
  subject_salt bytea,
  address      varchar(64),
  address_salt bytea
);
create index ledger_person_of_subject on ledger_person (subject, entry_index);

-- Full tiles (C2SP tlog-tiles): 256 hashes, and the one that stands for them a level up.
create table ledger_tile (
  tile_level bigint not null,
  tile_index bigint not null,
  hashes     bytea  not null,
  root       bytea  not null,
  primary key (tile_level, tile_index)
);

create table ledger_checkpoint (
  tree_size bigint        not null primary key,
  note      varchar(1024) not null,
  signed_at bigint        not null
);

-- One row: its lock makes one node the sequencer.
create table ledger_head (
  id        bigint       not null primary key check (id = 1),
  -- The log's name, set at the first start.
  origin    varchar(255),
  tree_size bigint       not null,
  root      varchar(44)  not null
);
insert into ledger_head values (1, null, 0, '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');

-- Base64: a node wrote the entry that the row names.
alter table simulation add column entry_mac varchar(44);

-- Who read a result that another client owns.
create table simulation_delivery (
  simulation_id varchar(36) not null references simulation (id),
  client_id     varchar(64) not null,
  delivered_at  bigint      not null,
  primary key (simulation_id, client_id)
);
