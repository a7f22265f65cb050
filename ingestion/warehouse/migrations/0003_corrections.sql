alter table audit.documents
    add column n_problems integer not null default 0,   -- cells that the sender was asked to put right
    add column feedback_place text,                     -- the marked copy, below the outbox
    add column feedback_at timestamptz;

-- One row per problem of a workbook, from the delivery that first showed it to the one that no longer did.
create table audit.workbook_issues (
    issue_id bigint generated always as identity primary key,
    document_id text not null references audit.documents (document_id) on delete cascade,      -- first delivery that had it
    seen_document_id text not null references audit.documents (document_id) on delete cascade, -- latest delivery that has it
    sheet text not null,                    -- place and value in the latest delivery that has it
    row_no integer not null,
    cell text,
    code text not null,
    field text,
    value text,
    record_key text,                        -- names the row's unit and text; null: the row has neither, or the whole sheet is meant
    opened_at timestamptz not null,         -- when the first of these deliveries arrived
    closed_at timestamptz,                  -- when the delivery arrived that no longer has it
    closed_document_id text references audit.documents (document_id) on delete set null,
    closed_as text check (closed_as in ('corrected', 'row_removed')),
    check ((closed_at is null) = (closed_as is null))
);
create index workbook_issues_seen on audit.workbook_issues (seen_document_id) where closed_at is null;
create index workbook_issues_document on audit.workbook_issues (document_id);

-- One row per delivery that was recognised as an earlier one come back: what it closed, left open and brought anew.
create table audit.corrections (
    document_id text not null references audit.documents (document_id) on delete cascade,
    corrects_document_id text not null references audit.documents (document_id) on delete cascade,
    recognised_by text not null check (recognised_by in ('stamp', 'rows')), -- the marked copy's stamp, or rows in common
    n_rows_shared integer not null,
    n_closed integer not null,
    n_left_open integer not null,
    days integer not null,                  -- between the two arrivals, by Tehran's days
    entered_at timestamptz not null default now(),
    primary key (document_id, corrects_document_id)
);

-- One row per delivery that opened problems: how many, how many are left, and the days that the corrections took.
create view audit.correction_times as
select
    documents.document_id,
    documents.source_id,
    documents.file_name,
    (min(issues.opened_at) at time zone 'Asia/Tehran')::date as opened_on,
    count(*) as n_issues,
    count(*) filter (where issues.closed_at is null) as n_open,
    count(*) filter (where issues.closed_as = 'corrected') as n_corrected,
    count(*) filter (where issues.closed_as = 'row_removed') as n_removed,
    min(spans.days) as days_to_first,
    percentile_cont(0.5) within group (order by spans.days) as days_median,
    case when count(*) = count(issues.closed_at) then max(spans.days) end as days_to_last -- null while one is open
from audit.workbook_issues as issues
inner join audit.documents as documents on issues.document_id = documents.document_id
cross join lateral (
    select
        (issues.closed_at at time zone 'Asia/Tehran')::date
        - (issues.opened_at at time zone 'Asia/Tehran')::date as days
) as spans
group by documents.document_id, documents.source_id, documents.file_name;
