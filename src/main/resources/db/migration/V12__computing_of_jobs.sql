-- Who had computing lately is asked of jobs alone: what ran within its request is in none of them,
-- and may be thousands of times as many.
drop index simulation_of_start;
create index simulation_of_start on simulation (immediate, started_at);
