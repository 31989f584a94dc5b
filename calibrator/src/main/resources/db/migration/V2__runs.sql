-- A calibration run from the command to its one outcome. The row is the truth; topics tell of it.
create table calibration_run (
    job_id         text primary key,
    -- order of filing: first come, first served within an exam
    position       bigint      not null generated always as identity,
    exam_code      text        not null,
    -- the command's parameters as JSON; the seed that counts is the column
    params         json        not null,
    seed           bigint      not null,
    dry_run        boolean     not null,
    total_iters    integer     not null,
    expected_epoch timestamptz,
    trigger        text        not null,
    requested_by   text        not null,
    requested_at   timestamptz not null,

    state          text        not null constraint calibration_run_state
        check (state in ('queued', 'running', 'done', 'empty', 'failed', 'cancelled')),
    -- 0 while queued; every claim adds one to both. Only the holder of the latest fence may write.
    attempt        integer     not null default 0,
    -- claims that ended in an expired lease
    crashes        integer     not null default 0,
    fence          bigint      not null default 0,
    -- by this database's clock
    claimed_at     timestamptz,
    claimed_by     text,
    lease_until    timestamptz,
    cancel_requested_at timestamptz,
    cancel_requested_by text,

    -- by the service's clock
    filed_at       timestamptz not null,
    started_at     timestamptz,
    finished_at    timestamptz,

    -- the last step as it is announced, so that it is never announced differently
    seq            integer     not null default 0,
    current_iter   integer     not null default 0,
    avg_exp        double precision,
    max_over       double precision,
    result         json,
    error          text,
    -- when the brokers had the outcome, by this database's clock; null until then
    announced_at   timestamptz
);

create index calibration_run_waiting on calibration_run (exam_code, position) where state in ('queued', 'running');
create index calibration_run_turn on calibration_run (exam_code, claimed_at desc) where claimed_at is not null;
create index calibration_run_unannounced on calibration_run (position)
    where state in ('done', 'empty', 'failed', 'cancelled') and announced_at is null;

-- The items a running run holds: two runs that share one never overlap.
create table calibration_run_item (
    question_id bigint  not null,
    version     integer not null,
    job_id      text    not null,
    primary key (question_id, version)
);
create index calibration_run_item_job on calibration_run_item (job_id);

-- What became of each command, written with its effect: a command that arrives again gets the same answer.
create table calibration_command (
    command_id text primary key,
    type       text        not null,
    status     text        not null check (status in ('applied', 'refused')),
    reason     text,
    job_id     text,
    at         timestamptz not null
);

-- What an exam does when its exposure drifts.
create table calibration_policy (
    exam_code        text primary key,
    parameters       json             not null,
    auto_recalibrate boolean          not null,
    cooldown_minutes integer          not null check (cooldown_minutes >= 0),
    limit_per_day    integer          not null check (limit_per_day >= 0),
    drift_alpha      double precision not null check (drift_alpha > 0 and drift_alpha <= 0.5),
    drift_delta      double precision not null check (drift_delta >= 0 and drift_delta <= 1),
    updated_by       text             not null default session_user,
    updated_at       timestamptz      not null default now()
);
