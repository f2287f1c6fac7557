-- A simulation is a row from its submission on, whether it runs at once or waits for its turn.
alter table simulation add column state varchar(16) default 'SUCCEEDED' not null;
-- Ran within its request: the answer was the first delivery of the result.
alter table simulation add column immediate boolean default true not null;
-- What was submitted and what came of it, sealed (docs/ARCHITECTURE.md); null once erased. A row of
-- before there was a data key has no kid and its result in clear.
alter table simulation add column request ${bytes};
alter table simulation add column data_kid varchar(64) references key_ring (kid);
alter table simulation alter column result drop not null;
alter table simulation alter column result_digest drop not null;
alter table simulation alter column seconds drop not null;
-- The price: microseconds, bytes, and work in amplitude updates, of which so many are done.
alter table simulation add column predicted_micros bigint default 0 not null;
alter table simulation add column memory_bytes bigint default 0 not null;
alter table simulation add column work_total bigint default 0 not null;
alter table simulation add column work_done bigint default 0 not null;
-- Who runs it: no two runs have the same id, and only the run that stands here can end it.
alter table simulation add column run_id varchar(80);
-- How often it was begun: what kills nodes is not begun for ever.
alter table simulation add column runs bigint default 0 not null;
alter table simulation add column cancel_requested boolean default false not null;
alter table simulation add column started_at bigint;
alter table simulation add column ended_at bigint;
-- It must have ended by then.
alter table simulation add column deadline_at bigint;
-- Request and result are erased then, and the row as long after that again.
alter table simulation add column expires_at bigint;
-- JSON: what its owner is told of a failure.
alter table simulation add column problem varchar(2048);
create index simulation_of_state on simulation (state, id);
create index simulation_of_start on simulation (started_at);
create index simulation_of_expiry on simulation (expires_at);

-- The table of db-scheduler: one row a job that has not ended.
create table scheduled_tasks (
  task_name            varchar(100) not null,
  task_instance        varchar(100) not null,
  task_data            ${bytes},
  execution_time       timestamp with time zone not null,
  picked               boolean      not null,
  picked_by            varchar(255),
  last_success         timestamp with time zone,
  last_failure         timestamp with time zone,
  consecutive_failures int,
  last_heartbeat       timestamp with time zone,
  version              bigint       not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_alive on scheduled_tasks (last_heartbeat);

-- Answers to requests that carried an Idempotency-Key, each for a day.
create table idempotency (
  client_id   varchar(64)  not null,
  idem_key    varchar(64)  not null,
  -- Base64 of SHA-256 of what was asked.
  fingerprint varchar(44)  not null,
  -- Status, Location and body, sealed; null until there is an answer.
  answer      ${bytes},
  data_kid    varchar(64)  references key_ring (kid),
  created_at  bigint       not null,
  primary key (client_id, idem_key)
);
create index idempotency_of_age on idempotency (created_at);
