with lines as (

    select * from {{ ref('int_resolution_lines') }}
    {{ only_touched('document_id') }}

),

documents as (

    select
        document_id,
        file_name
    from {{ ref('stg_documents') }}

)

select
    lines.line_id,
    lines.resolution_id,
    lines.document_id,
    lines.line_no,
    lines.province_id,
    lines.source_id,
    documents.file_name,
    lines.sheet,
    lines.row_no,
    lines.part,
    lines.is_number_a_key as is_known_by_number,
    lines.status_code,
    lines.n_issues
from lines
inner join documents
    on lines.document_id = documents.document_id
-- depends_on: {{ ref('int_touched_documents') }}
