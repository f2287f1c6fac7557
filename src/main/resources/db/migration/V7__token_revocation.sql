-- Tokens that are refused before they expire; a row is dropped when no token lives that it names.
create table token_revocation (
  -- Random: by count and sum a node sees whether anything changed.
  id           bigint       not null primary key,
  kind         varchar(16)  not null,
  -- The id of a token or a client, or a subject; empty for all.
  named        varchar(255) not null,
  -- Tokens issued later are none of them.
  issued_until bigint       not null,
  created_at   bigint       not null,
  expires_at   bigint       not null
);
create index token_revocation_of_expiry on token_revocation (expires_at);
