-- As quantonium_owner in the database quantonium, after every migration: what the application's
-- role may do, and nothing else. It can add to the ledger; it can change nothing that is in it.
revoke all on all tables in schema public from public, quantonium_app;
revoke create on schema public from public;
grant usage on schema public to quantonium_app;

-- The ledger: INSERT alone on what is never to change.
grant select, insert on ledger_entry, ledger_tile, ledger_checkpoint to quantonium_app;
-- Pending entries are deleted once they stand in ledger_entry.
grant select, insert, delete on ledger_pending to quantonium_app;
-- A person can be erased, and the entry that commits to them still holds.
grant select, insert, delete on ledger_person to quantonium_app;
-- The head moves.
grant select, update (origin, tree_size, root) on ledger_head to quantonium_app;

-- The rest of the service.
-- Keys come into other states and are sealed anew; what they are stays.
grant select, insert, update (state, changed_at, active_purpose, next_purpose, sealed, kek_id) on key_ring to quantonium_app;
grant select, insert, update on client to quantonium_app;
-- One changes clients at a time; what waits for a second administrator is decided, and forgotten.
grant select, update (four_eyes_since) on administration to quantonium_app;
grant select, insert, update (state, decided_by), delete on approval to quantonium_app;
-- Simulations move from state to state and are erased, by their owners and when their time is over.
grant select, insert, update, delete on simulation, scheduled_tasks, idempotency to quantonium_app;
grant select, insert, delete on simulation_delivery to quantonium_app;
grant select, insert, delete on client_limit, token_revocation, client_assertion to quantonium_app;
-- To see that the schema is of this version.
grant select on flyway_schema_history to quantonium_app;
