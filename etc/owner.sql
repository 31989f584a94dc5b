-- What the owner of the bank prepares, so that the calibrator can run as a role that may not change tables.
-- First bring the tables up to date as their owner:   java -jar calibrator.jar migrate     (DATABASE_URL: the owner's)
-- Then, as a superuser or whoever may create roles:    psql -v ON_ERROR_STOP=1 -f etc/owner.sql "$OWNER_URL"
-- and choose a password:                               alter role qbank_service password '...'
-- The calibrator gets DATABASE_URL of qbank_service and RELAY_PUBLICATION=qbank_exposure. Repeating all this does no harm;
-- repeat it after each release that brings migrations.

do $$
begin
    -- replication: reads the slot; nothing else that is special
    if not exists (select from pg_roles where rolname = 'qbank_service') then
        create role qbank_service login replication nosuperuser nocreatedb nocreaterole noinherit;
    end if;
    execute format('grant connect on database %I to qbank_service', current_database());
    execute format('grant usage on schema %I to qbank_service', current_schema());
end $$;

-- the bank's content is read, never written
grant select on question_publications, question_versions, item_calibration to qbank_service;
-- k and caps; a row is never deleted
grant select, insert, update on item_exposure_control to qbank_service;
-- its own books
grant select, insert, update on calibration_run, calibration_policy to qbank_service;
grant select, insert, delete on calibration_run_item to qbank_service;
grant select, insert, update, delete on calibration_command to qbank_service;
-- read by a rollback; written only by the table's trigger, as the owner
grant select on item_exposure_history to qbank_service;
-- to see that nothing is left to migrate
grant select on qbank_exposure_schema to qbank_service;

do $$
begin
    if not exists (select from pg_publication where pubname = 'qbank_exposure') then
        create publication qbank_exposure for table
            question_publications, question_versions, item_calibration, item_exposure_control, calibration_policy;
    end if;
end $$;
