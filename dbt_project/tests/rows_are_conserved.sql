-- What the ledger says of a loaded workbook (no rows, of one that was taken over) is what was staged, rejected, ignored or
-- taken as a figure: of each that was read since the last publication, and of all together. No row is staged of a document that
-- the ledger does not have.
{%- set kinds = {
    'n_resolutions': ref('int_resolution_lines'), 'n_rejected': ref('stg_rejected_rows'), 'n_ignored': ref('stg_ignored_rows'),
    'n_aggregates': ref('stg_aggregate_rows'),
} %}
with documents as (

    select * from {{ ref('stg_documents') }}
    where document_kind = 'workbook' and outcome in ('loaded', 'taken_over')

),

read_since as (

    select documents.*
    from documents
    inner join {{ ref('int_touched_documents') }} as touched
        on documents.document_id = touched.document_id

),

compared as (
    {%- for told, relation in kinds.items() %}

    select
        '{{ told }}' as told,
        read_since.document_id,
        read_since.{{ told }} as n_told,
        count(rows_kept.document_id) as n_kept
    from read_since
    left join {{ relation }} as rows_kept
        on read_since.document_id = rows_kept.document_id
    group by read_since.document_id, read_since.{{ told }}

    union all

    select
        '{{ told }}' as told,
        'all' as document_id,
        coalesce(sum(documents.{{ told }}), 0) as n_told,
        (
            select count(*)
            from {{ relation }} as rows_kept
            where rows_kept.document_id in (select loaded.document_id from documents as loaded)
        ) as n_kept
    from documents

    union all
    {%- endfor %}

    select
        'n_lines' as told,
        lines.document_id,
        0 as n_told,
        lines.n_lines as n_kept
    from {{ ref('int_quality_documents') }} as lines
    left join documents
        on lines.document_id = documents.document_id
    where documents.document_id is null

)

select *
from compared
where n_told <> n_kept
