{{ config(indexes=[{'columns': ['document_id'], 'unique': true}]) }}
{#- Workbooks that were read, or read again, since the last publication; before the first one: all. -#}
with publication as (

    {{ last_publication() }}

)

select documents.document_id
from {{ ref('stg_documents') }} as documents
where
    documents.document_kind = 'workbook'
    and not exists (
        select 1
        from publication
        where publication.documents_until >= documents.loaded_at
    )
