-- Simulations that were submitted together bear one id, and their places there.
alter table simulation add column batch varchar(36);
alter table simulation add column batch_place integer;
create index simulation_of_batch on simulation (batch);
