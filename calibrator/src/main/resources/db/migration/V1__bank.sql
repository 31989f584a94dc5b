-- The question bank's own tables, as v7 knew them. On a database that has them with rows, only what is missing is added:
-- nothing is dropped, rewritten or narrowed.

create table if not exists question_publications (
    question_id  bigint  not null,
    exam_code    text    not null,
    live_version integer not null,
    primary key (question_id, exam_code)
);

create table if not exists question_versions (
    question_id bigint  not null,
    version     integer not null,
    topic_id    bigint,
    state       text    not null,
    primary key (question_id, version)
);
alter table question_versions add column if not exists topic_id bigint;

create table if not exists item_calibration (
    question_id bigint  not null,
    version     integer not null,
    model       text    not null default '3pl',
    a           double precision,
    b           double precision,
    c           double precision,
    primary key (question_id, version, model)
);
alter table item_calibration add column if not exists model text not null default '3pl';

-- Attempts as the bank records them; nobody here writes it.
create table if not exists user_responses (
    question_id bigint      not null,
    version     integer     not null,
    created_at  timestamptz not null default now()
);

create table if not exists item_exposure_control (
    question_id bigint           not null,
    version     integer          not null,
    sh_p        double precision not null default 1.0,
    updated_at  timestamptz      not null default now(),
    primary key (question_id, version)
);
alter table item_exposure_control
    add column if not exists updated_at     timestamptz not null default now(),
    -- highest share of tests that may contain the item, as it holds now: a run's or a person's
    add column if not exists cap            double precision constraint item_exposure_control_cap check (cap > 0 and cap <= 1),
    -- the cap a person gave this item; it outlasts runs, which may lower it and never raise it
    add column if not exists own_cap        double precision constraint item_exposure_control_own_cap check (own_cap > 0 and own_cap <= 1),
    -- what a rejected draw means to who serves the item, see the command API's can_serve
    add column if not exists rejection      text not null default 'reconsider'
        constraint item_exposure_control_rejection check (rejection in ('reconsider', 'block')),
    -- calibrations simulate the item as it is and leave it alone
    add column if not exists locked         boolean not null default false,
    -- when k or cap last changed; null where never
    add column if not exists effective_from timestamptz,
    -- the run that set k; null when a person did
    add column if not exists job_id         text,
    add column if not exists updated_by     text;

-- `on conflict (question_id, version)` needs an index that a table made by hand may lack.
do $$
begin
    if not exists (
        select from pg_index i
         where i.indrelid = 'item_exposure_control'::regclass
           and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null and i.indnkeyatts = 2
           and (select array_agg(a.attname::text order by a.attname::text)
                  from unnest((i.indkey::int2[])[0:1]) as k(attnum)
                  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum) = array['question_id', 'version'])
    then
        create unique index item_exposure_control_item on item_exposure_control (question_id, version);
    end if;
end $$;

create index if not exists question_publications_exam on question_publications (exam_code);

-- Logical replication tells of a change by the old row too: an item that leaves an exam must be recognizable, and a table
-- without a primary key must stay writable once it is published. What a DBA has chosen stays.
do $$
declare
    bank text;
begin
    foreach bank in array array['question_publications', 'question_versions', 'item_calibration', 'item_exposure_control'] loop
        if (select relreplident from pg_class where oid = bank::regclass) = 'd' then
            execute format('alter table %I replica identity full', bank);
        end if;
    end loop;
end $$;
