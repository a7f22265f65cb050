-- One row per question that a person has to answer; an answered one is never asked again.
create table audit.reviews (
    review_id text primary key,                         -- hash of kind, source and subject
    kind text not null check (kind in ('heading', 'unit')),
    source_id text not null,                            -- whose workbook has the heading; province of the units
    subject text not null,                              -- squeezed heading; the two unit ids, the smaller first
    question text not null,                             -- heading as written; names of the two units
    details jsonb not null default '{}',                -- where it was seen, what it was taken for, what it could be
    asked_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),         -- last time that a document raised it
    answer text,                                        -- a field or ignore; same or different
    answered_at timestamptz,
    answered_by text,
    why text,
    unique (kind, source_id, subject),
    check ((answer is null) = (answered_at is null))
);
