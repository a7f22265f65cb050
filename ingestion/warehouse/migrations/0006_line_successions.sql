-- One row per corrected row of a delivery that states a resolution of an earlier one under another unit, session, day, text,
-- county, number or national id: the row that first stated it. A row that says nothing new of these is not here.
create table audit.line_successions (
    document_id text not null references audit.documents (document_id) on delete cascade,
    sheet text not null,
    row_no integer not null,
    part integer,
    of_document_id text not null references audit.documents (document_id) on delete cascade,
    of_sheet text not null,
    of_row_no integer not null,
    of_part integer,
    entered_at timestamptz not null default now(),
    unique nulls not distinct (document_id, sheet, row_no, part)
);
