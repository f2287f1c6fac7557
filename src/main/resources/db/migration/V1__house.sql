-- Times are milliseconds since the epoch; ids are assigned by the application.
create table key_ring (
  kid            varchar(64)   not null primary key,
  purpose        varchar(32)   not null,
  algorithm      varchar(16)   not null,
  state          varchar(16)   not null,
  -- The purpose while the key is ACTIVE, else null: one ACTIVE key a purpose.
  active_purpose varchar(32)   unique,
  public_jwk     varchar(2048),
  sealed         ${bytes}      not null,
  created_at     bigint        not null
);

create table client (
  client_id  varchar(64)  not null primary key,
  tenant     varchar(64)  not null,
  name       varchar(128) not null,
  scopes     varchar(512) not null,
  secret_kid varchar(64)  not null references key_ring (kid),
  secret_mac ${bytes}     not null,
  enabled    boolean      not null,
  created_at bigint       not null
);

create table simulation (
  id             varchar(36)  not null primary key,
  client_id      varchar(64)  not null,
  tenant         varchar(64)  not null,
  visibility     varchar(16)  not null,
  source_digest  varchar(44)  not null,
  result         ${bytes}     not null,
  result_digest  varchar(44)  not null,
  seconds        varchar(256) not null,
  entry_id       varchar(36)  not null,
  leaf_hash      varchar(44)  not null,
  created_at     bigint       not null
);
create index simulation_of_client on simulation (client_id, id);
create index simulation_of_tenant on simulation (tenant, visibility, id);

create table ledger_pending (
  entry_id   varchar(36) not null primary key,
  entry      ${bytes}    not null,
  leaf_hash  varchar(44) not null,
  created_at bigint      not null
);
