-- The history is written with the rights of its owner, so nobody else may have a say in which table that is: without being named,
-- a session's temporary tables come first.
do $$
begin
    execute format('alter function qbank_control_history() set search_path = %I, pg_temp', current_schema());
end $$;
