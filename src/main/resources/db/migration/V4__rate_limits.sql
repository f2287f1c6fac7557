-- Limits by rate that a client has for itself; what is not here is as the settings say.
create table client_limit (
  client_id         varchar(64) not null references client (client_id),
  policy            varchar(32) not null,
  capacity          bigint      not null,
  refill_per_second bigint      not null,
  primary key (client_id, policy)
);
