-- Counts the changes of name, scopes, expiry and state: nobody overwrites what they have not seen.
alter table client add column version bigint default 1 not null;
-- It gets no token from then on; null: never.
alter table client add column expires_at bigint;
-- When it last authenticated, to the minute.
alter table client add column used_at bigint;
-- When it last gained a scope, a secret or keys, or was enabled: who is newer than what waits for a
-- second administrator is not that administrator.
alter table client add column trusted_since bigint default 0 not null;
-- Its newest secret, and the one before it as long as both are good.
alter table client add column secret_number bigint default 1 not null;
alter table client add column secret_created_at bigint default 0 not null;
update client set secret_created_at = created_at, trusted_since = created_at;
alter table client add column old_secret_number bigint;
alter table client add column old_secret_kid varchar(64) references key_ring (kid);
alter table client add column old_secret_mac ${bytes};
alter table client add column old_secret_created_at bigint;
alter table client add column old_secret_expires_at bigint;

-- One row: its lock lets one administrator change clients at a time, on whichever node.
create table administration (
  id              bigint not null primary key check (id = 1),
  -- When there were two administrators for the first time; null: one acts alone.
  four_eyes_since bigint
);
insert into administration (id) values (1);
update administration set four_eyes_since = (select max(created_at) from client)
  where (select count(*) from client
         where enabled and ' ' || scopes || ' ' like '% admin:clients %') > 1;

-- What waits for a second administrator, and what became of it.
create table approval (
  id          varchar(36)   not null primary key,
  operation   varchar(32)   not null,
  -- Path of what is acted on.
  target      varchar(255)  not null,
  -- JSON of what was asked for; most of it, if not all, are a client's public keys.
  request     varchar(8192) not null,
  proposed_by varchar(255)  not null,
  created_at  bigint        not null,
  expires_at  bigint        not null,
  -- PENDING, CONFIRMED or WITHDRAWN.
  state       varchar(16)   not null,
  decided_by  varchar(255)
);
create index approval_of_age on approval (created_at);
