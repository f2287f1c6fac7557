-- Whether the client gets tokens alone that are bound to a key of its own (RFC 9449).
alter table client add column bound_tokens boolean default false not null;

-- Clients of another issuer have limits too, and are not registered here: the table without its
-- reference to clients, whose name each database chose for itself.
create table client_limit_of_any (
  client_id         varchar(64) not null,
  policy            varchar(32) not null,
  capacity          bigint      not null,
  refill_per_second bigint      not null,
  primary key (client_id, policy)
);
insert into client_limit_of_any select client_id, policy, capacity, refill_per_second from client_limit;
drop table client_limit;
alter table client_limit_of_any rename to client_limit;
