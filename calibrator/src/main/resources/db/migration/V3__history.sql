-- Who changed which item's control, when, from what to what: runs, commands and hand-written SQL alike, because the table
-- itself keeps the book.
create table item_exposure_history (
    id            bigint generated always as identity primary key,
    question_id   bigint      not null,
    version       integer     not null,
    -- when the change counts from: the service's clock for runs and commands, this database's for SQL by hand
    changed_at    timestamptz not null,
    changed_by    text        not null,
    -- the run that changed it, or whose effect was rolled back; null when a person did
    job_id        text,
    command_id    text,
    old_k         double precision,
    new_k         double precision,
    old_cap       double precision,
    new_cap       double precision,
    old_own_cap   double precision,
    new_own_cap   double precision,
    old_rejection text,
    new_rejection text,
    old_locked    boolean,
    new_locked    boolean
);
create index item_exposure_history_item on item_exposure_history (question_id, version, id desc);
create index item_exposure_history_job on item_exposure_history (job_id) where job_id is not null;

-- A service says who acts in four settings of its transaction; whoever does not is named by his database role.
create function qbank_setting(name text) returns text language sql stable as
    $$ select nullif(current_setting('qbank.' || name, true), '') $$;

-- before insert or update: stamps what follows from the change. Runs twice for `on conflict do update`, with equal effect.
create function qbank_control_stamp() returns trigger language plpgsql set search_path from current as $$
declare
    by_hand   boolean := qbank_setting('actor') is null;
    k_changed boolean := new.sh_p is distinct from (case when tg_op = 'UPDATE' then old.sh_p else 1.0 end);
    cap_changed boolean := new.cap is distinct from (case when tg_op = 'UPDATE' then old.cap end);
begin
    new.updated_at := now();
    new.updated_by := coalesce(qbank_setting('actor'), session_user);
    if k_changed or cap_changed then
        new.effective_from := coalesce(qbank_setting('effective_from')::timestamptz, now());
    end if;
    if k_changed or qbank_setting('job_id') is not null then
        new.job_id := qbank_setting('job_id');
    end if;
    if by_hand and cap_changed and new.own_cap is not distinct from (case when tg_op = 'UPDATE' then old.own_cap end) then
        new.own_cap := new.cap;
    end if;
    return new;
end $$;

-- after insert, update or delete: once a row, whichever way it came about.
create function qbank_control_history() returns trigger language plpgsql security definer set search_path from current as $$
begin
    if tg_op = 'UPDATE' and (old.sh_p, old.cap, old.own_cap, old.rejection, old.locked)
            is not distinct from (new.sh_p, new.cap, new.own_cap, new.rejection, new.locked) then
        return null;
    end if;
    insert into item_exposure_history (question_id, version, changed_at, changed_by, job_id, command_id, old_k, new_k,
            old_cap, new_cap, old_own_cap, new_own_cap, old_rejection, new_rejection, old_locked, new_locked)
    values (coalesce(new.question_id, old.question_id), coalesce(new.version, old.version),
            coalesce(qbank_setting('effective_from')::timestamptz, now()), coalesce(qbank_setting('actor'), session_user),
            qbank_setting('job_id'), qbank_setting('command_id'),
            old.sh_p, new.sh_p, old.cap, new.cap, old.own_cap, new.own_cap, old.rejection, new.rejection, old.locked, new.locked);
    return null;
end $$;

create trigger qbank_control_stamp before insert or update on item_exposure_control
    for each row execute function qbank_control_stamp();
create trigger qbank_control_history after insert or update or delete on item_exposure_control
    for each row execute function qbank_control_history();
