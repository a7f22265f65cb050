-- Half of what a register of 200,000 rows sent to the server was said twice: the columns of its cells in every row, and each text
-- both as written and as understood. The rows are stored without that; who reads staging.resolution_rows finds all of it as before.
create function pg_temp.stores_rows_without_repetition() returns void language plpgsql as $$
declare
    evidence regclass := to_regclass('marts.evidence');
    query text;
    options text;
    columns text;
begin
    drop view if exists warehouse.stg_resolution_rows;
    if evidence is not null then
        query := pg_get_viewdef(evidence);
        select array_to_string(reloptions, ', ') into options from pg_class where oid = evidence;
        select string_agg(format('null::%s as %I', format_type(atttypid, atttypmod), attname), ', ' order by attnum) into columns
        from pg_attribute where attrelid = evidence and attnum > 0;
        execute format('create or replace view %s as select %s', evidence, columns);
    end if;

    alter table staging.resolution_rows rename to stored_resolution_rows;
    alter index staging.resolution_rows_pkey rename to stored_resolution_rows_pkey;
    alter table staging.stored_resolution_rows
        add column layout_no integer,
        add column written_otherwise json not null default '{}';

    -- In which cells the fields of a document's rows are written: {field: "C#"}, # for the row's number; a cell of another row as it is.
    create table staging.row_layouts (
        document_id text not null references audit.documents (document_id) on delete cascade,
        layout_no integer not null,
        cells json not null,
        primary key (document_id, layout_no)
    );

    create temporary table laid on commit drop as
    select
        rows.document_id,
        rows.line_no,
        coalesce(
            (
                select json_object_agg(
                    written.field,
                    case
                        when written.cell ~ ('^[A-Z]+' || rows.row_no || '$')
                            then left(written.cell, - length(rows.row_no::text)) || '#'
                        else written.cell
                    end
                    order by written.field collate "C"
                )::text
                from json_each_text(rows.cells) as written (field, cell)
            ),
            '{}'
        ) as cells
    from staging.stored_resolution_rows as rows;

    insert into staging.row_layouts (document_id, layout_no, cells)
    select document_id, row_number() over (partition by document_id order by min(line_no)), cells::json
    from laid
    group by document_id, cells;

    update staging.stored_resolution_rows as rows
    set
        layout_no = layouts.layout_no,
        written_otherwise = coalesce(
            (
                select json_object_agg(
                    coalesce(written.field, plain.field), written.text
                    order by coalesce(written.field, plain.field) collate "C"
                )
                from json_each_text(rows.raw) as written (field, text)
                full join (
                    values
                        ('session_no', rows.session_no),
                        ('resolution_no', rows.resolution_no),
                        ('unit_name', rows.unit_name),
                        ('unit_national_id', rows.unit_national_id),
                        ('county', rows.county),
                        ('problem_text', rows.problem_text),
                        ('resolution_text', rows.resolution_text),
                        ('notes', rows.notes)
                ) as plain (field, text) on written.field = plain.field
                where
                    case
                        when written.field is null then plain.text is not null
                        else written.text is null or written.text is distinct from plain.text
                    end
            ),
            '{}'
        )
    from laid
    inner join staging.row_layouts as layouts
        on laid.document_id = layouts.document_id and laid.cells = layouts.cells::text
    where rows.document_id = laid.document_id and rows.line_no = laid.line_no;

    alter table staging.stored_resolution_rows
        drop column cells,
        drop column raw;

    create view staging.resolution_rows as
    select
        rows.document_id, rows.line_no, rows.source_id, rows.sheet, rows.row_no, rows.row_nos, rows.part, rows.province_id,
        rows.session_no, rows.session_on, rows.notified_on, rows.due_on, rows.implemented_on, rows.reported_on,
        rows.resolution_no, rows.unit_name, rows.unit_national_id, rows.county, rows.problem_text, rows.problem_categories,
        rows.resolution_text, rows.agencies, rows.due_source, rows.status, rows.status_source, rows.progress_pct,
        rows.amount_rial, rows.notes, rows.follow_ups, rows.is_hidden,
        -- {field: "C12"}
        coalesce(replace(layouts.cells::text, '#', rows.row_no::text), '{}')::json as cells,
        -- {field: text as written, names and phones of people masked}
        coalesce(
            (
                select json_object_agg(
                    coalesce(written.field, plain.field),
                    case when written.field is null then plain.text else written.text end
                    order by coalesce(written.field, plain.field) collate "C"
                )
                from json_each_text(rows.written_otherwise) as written (field, text)
                full join (
                    values
                        ('session_no', rows.session_no),
                        ('resolution_no', rows.resolution_no),
                        ('unit_name', rows.unit_name),
                        ('unit_national_id', rows.unit_national_id),
                        ('county', rows.county),
                        ('problem_text', rows.problem_text),
                        ('resolution_text', rows.resolution_text),
                        ('notes', rows.notes)
                ) as plain (field, text) on written.field = plain.field
                where
                    case
                        when written.field is null then plain.text is not null
                        else written.text is not null or plain.text is null
                    end
            ),
            '{}'
        ) as raw,
        rows.issues, rows.row_sha256, rows.loaded_at,
        -- What is written in other words than it is understood in: {field: text}. A field of text that is missing here is written as
        -- its column says; null stands for a column that says what is written nowhere.
        rows.written_otherwise
    from staging.stored_resolution_rows as rows
    left join staging.row_layouts as layouts
        on rows.document_id = layouts.document_id and rows.layout_no = layouts.layout_no;

    if evidence is not null then
        execute format('create or replace view %s %s as %s', evidence, 'with (' || options || ')', query);
    end if;
end
$$;

select pg_temp.stores_rows_without_repetition();
drop function pg_temp.stores_rows_without_repetition();

create or replace function audit.delete_resolution_rows() returns trigger language plpgsql set search_path = '' as $$
begin
    delete from staging.stored_resolution_rows as stored using gone where stored.document_id = gone.document_id;
    return null;
end
$$;
