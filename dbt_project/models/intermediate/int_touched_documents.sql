{{ config(indexes=[{'columns': ['document_id'], 'unique': true}]) }}
{#- Workbooks that were read, or read again, since the last publication; before the first one: all. -#}
{%- set since = since_publication('state') %}
with documents as (

    select * from {{ ref('stg_documents') }}
    {%- if since %}
    where loaded_at > {{ since.documents_until }}
    {%- endif %}

)

select document_id
from documents
where document_kind = 'workbook'
