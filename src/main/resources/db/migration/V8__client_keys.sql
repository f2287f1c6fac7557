-- A client that signs its own assertions: its public keys as a JWK Set; else null, and the secret counts.
alter table client add column jwks varchar(16384);

-- Assertions that were shown; a row is dropped when its assertion is refused for its age.
create table client_assertion (
  -- SHA-256 of the client's id and the assertion's, base64url.
  digest     varchar(43) not null primary key,
  expires_at bigint      not null
);
create index client_assertion_of_expiry on client_assertion (expires_at);
