-- Schemas that ingestion writes. `warehouse` and `marts` belong to dbt.
create schema if not exists staging;
create schema if not exists audit;
create schema if not exists restricted;
create schema if not exists warehouse;
create schema if not exists marts;

-- One row per run of a DAG or command that writes.
create table audit.runs (
    run_id text primary key,
    kind text not null,
    business_on date,
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    outcome text check (outcome in ('succeeded', 'failed')),
    details jsonb not null default '{}'
);

-- What failed in a run, by the name of its source or file, and why.
create table audit.failures (
    run_id text not null,
    name text not null,
    reason text not null,
    failed_at timestamptz not null default now(),
    primary key (run_id, name)
);

-- The ledger: one row per document (workbook or article) that ever arrived, whatever became of it.
create table audit.documents (
    document_id text primary key,          -- 32 hex digits of sha256(kind, source_id, content_sha256)
    kind text not null check (kind in ('workbook', 'article')),
    source_id text not null,
    content_sha256 text not null,
    logical_sha256 text,                   -- equal for a file that was re-saved without a change
    file_name text,
    address text,
    media_type text,
    n_bytes bigint not null,
    archive_location text not null,        -- where the bytes are kept
    received_at timestamptz not null,
    as_of_on date,                         -- the day whose state the document tells
    as_of_source text check (as_of_source in ('title', 'delivery', 'received', 'published')),
    reader_version text not null,
    output_sha256 text,                    -- of everything the reader yielded; a re-read that yields the same changes nothing
    outcome text not null check (outcome in ('loaded', 'unchanged', 'refused')),
    reason text,
    same_content_as text references audit.documents (document_id),
    n_resolutions integer not null default 0,
    n_rejected integer not null default 0,
    n_aggregates integer not null default 0,
    n_ignored integer not null default 0,
    n_facts integer not null default 0,
    run_id text references audit.runs (run_id),
    loaded_at timestamptz not null default now()
);
create index documents_source on audit.documents (source_id, kind, received_at);
create index documents_logical on audit.documents (logical_sha256);

-- One row per resolution that a workbook's row (or part of one) states, as read.
create table staging.resolution_rows (
    document_id text not null references audit.documents (document_id) on delete cascade,
    line_no integer not null,              -- order within the document, from 1
    source_id text not null,
    sheet text not null,
    row_no integer not null,
    row_nos integer[],
    part integer,
    province_id text,
    session_no text,
    session_on date,
    notified_on date,
    due_on date,
    implemented_on date,
    reported_on date,
    resolution_no text,
    unit_name text,
    unit_national_id text,
    county text,
    problem_text text,
    problem_categories text[] not null default '{}',
    resolution_text text,
    agencies jsonb not null default '[]',  -- [{agency_id, ministry_id, name}] in the order written
    due_source text,
    status text not null,
    status_source text,
    progress_pct numeric(6, 2),
    amount_rial numeric(24, 0),
    notes text,
    follow_ups jsonb not null default '[]', -- [{date, text}] oldest first
    is_hidden boolean not null default false,
    cells jsonb not null default '{}',     -- {field: "C12"}
    raw jsonb not null default '{}',       -- {field: text as written, names and phones of people masked}
    issues jsonb not null default '[]',    -- [{code, field, cell, value}]
    row_sha256 text not null,              -- of everything understood in the row, without its place
    loaded_at timestamptz not null default now(),
    primary key (document_id, line_no)
);

-- One row per figure that someone computed in a sheet (cross-tab, «جمع»). Never a resolution.
create table staging.aggregate_rows (
    document_id text not null references audit.documents (document_id) on delete cascade,
    line_no integer not null,
    source_id text not null,
    province_id text,
    sheet text not null,
    row_no integer not null,
    label text,
    agency_id text,
    measure text not null,
    value numeric(18, 4),
    loaded_at timestamptz not null default now(),
    primary key (document_id, line_no)
);

create table audit.rejected_rows (
    document_id text not null references audit.documents (document_id) on delete cascade,
    line_no integer not null,
    source_id text not null,
    sheet text not null,
    row_no integer not null,
    code text not null,
    cell text,
    value text,
    message_fa text not null,
    raw jsonb not null default '{}',
    loaded_at timestamptz not null default now(),
    primary key (document_id, line_no)
);

create table audit.ignored_rows (
    document_id text not null references audit.documents (document_id) on delete cascade,
    line_no integer not null,
    source_id text not null,
    sheet text not null,
    row_no integer not null,
    reason text not null,
    text text,
    loaded_at timestamptz not null default now(),
    primary key (document_id, line_no)
);

-- Names and phones of people found in workbooks, with their cell. Readable by peygir_restricted only.
create table restricted.workbook_people (
    document_id text not null references audit.documents (document_id) on delete cascade,
    item_no integer not null,
    sheet text not null,
    row_no integer not null,
    cell text,
    field text,
    value text not null,                   -- the cell as written
    loaded_at timestamptz not null default now(),
    primary key (document_id, item_no)
);

-- One row per version of an article as fetched or dropped.
create table staging.news_articles (
    document_id text primary key references audit.documents (document_id) on delete cascade,
    source_id text not null,
    address text,
    canonical_address text,
    title text,
    kicker text,
    lead text,
    body text not null,
    published_at timestamptz,
    news_code text,
    news_agency text,
    byline_source text,
    publisher_site text,
    section text,
    tags text[] not null default '{}',
    language text,
    content_sha256 text not null,
    text_sha256 text not null,             -- of the folded body without spaces and marks
    story_id text,                         -- equal for near-duplicate texts: the first copy's document_id
    story_signature text,                  -- what near-duplicates are found by
    story_bands text[] not null default '{}',
    layout text,                           -- the layout that read the page
    checks jsonb not null default '[]',    -- [{check, holds}]
    fetched_at timestamptz,
    loaded_at timestamptz not null default now()
);
create index news_articles_canonical on staging.news_articles (canonical_address);
create index news_articles_text on staging.news_articles (text_sha256);
create index news_articles_bands on staging.news_articles using gin (story_bands);

-- One row per fact an article states, with its sentence.
create table staging.news_facts (
    document_id text not null references audit.documents (document_id) on delete cascade,
    fact_no integer not null,
    source_id text not null,
    fact text not null,                    -- event, province, person, chair, ministry, agency, count, problem, decision, obligation
    event_label text,                      -- E1, E2, … within the article, or null
    start_at integer not null,             -- Unicode code points into the body
    end_at integer not null,
    quote text not null,
    attributes jsonb not null,             -- the remaining keys of the fact
    loaded_at timestamptz not null default now(),
    primary key (document_id, fact_no)
);

-- One row per request or page that did not become an article, and why.
create table audit.fetches (
    fetch_id bigint generated always as identity primary key,
    source_id text not null,
    address text not null,
    outcome text not null,                 -- stored, not_modified, known, blocked, robots, rejected, error
    http_status integer,
    n_bytes bigint,
    reason text,
    archive_location text,
    run_id text,
    fetched_at timestamptz not null default now()
);
create index fetches_source on audit.fetches (source_id, fetched_at);

-- What the next visit to an address needs to know (ETag, Last-Modified), and each source's place in its lists.
create table audit.source_states (
    source_id text not null,
    address text not null,                 -- an address, or 'cursor'
    state jsonb not null,
    changed_at timestamptz not null default now(),
    primary key (source_id, address)
);

-- One row per dbt node and run.
create table audit.dbt_results (
    run_id text not null,
    unique_id text not null,
    resource_type text not null,
    status text not null,
    seconds numeric(10, 3),
    failures integer,
    message text,
    finished_at timestamptz not null default now(),
    primary key (run_id, unique_id)
);
