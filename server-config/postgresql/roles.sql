-- Once, as a superuser, before the first migration: two roles and the database of the service.
-- The owner makes tables and nothing else needs it: keep its password away from the nodes.
-- Give each role a password yourself (psql: \password quantonium_owner), or a certificate.
create role quantonium_owner login nosuperuser nocreatedb nocreaterole;
create role quantonium_app login nosuperuser nocreatedb nocreaterole;
create database quantonium owner quantonium_owner;
revoke connect, temporary on database quantonium from public;
grant connect on database quantonium to quantonium_app;
