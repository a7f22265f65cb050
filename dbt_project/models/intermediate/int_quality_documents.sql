{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_reread_documents() if is_incremental() }}",
    indexes=[{'columns': ['document_id', 'loaded_at']}],
) }}
{#- How many lines of a document the readers had something to say of. -#}
with lines as (

    select
        document_id,
        loaded_at,
        province_id,
        n_issues
    from {{ ref('int_resolution_lines') }} as lines_read
    {%- if is_incremental() %}
    where
        document_id in (select documents.document_id from {{ ref('int_touched_documents') }} as documents)
        and not exists (
            select 1
            from {{ this }} as known
            where known.document_id = lines_read.document_id and known.loaded_at = lines_read.loaded_at
        )
    {%- endif %}

)

select
    document_id,
    loaded_at,
    province_id,
    count(*) filter (where n_issues > 0) as n_with_issues,
    count(*) as n_lines
from lines
group by document_id, loaded_at, province_id
-- depends_on: {{ ref('int_touched_documents') }} {{ ref('stg_documents') }}
