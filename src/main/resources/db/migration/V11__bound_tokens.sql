-- Whether the client gets tokens alone that are bound to a key of its own (RFC 9449).
alter table client add column bound_tokens boolean default false not null;
