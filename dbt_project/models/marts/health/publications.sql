{{ config(materialized='publication') }}

{%- for mart in published_marts() %}{% do ref(mart) %}{% endfor %}

-- depends_on: {{ function('visible_provinces') }}
select
    '{{ invocation_id }}' as publication_id,
    nullif('{{ env_var('PEYGIR_RUN_ID', '') if execute }}', '') as run_id,
    {{ as_of() }} as as_of_on,
    clock_timestamp() as published_at,
    (select max(told.written_at) from {{ ref('int_assignment_observations') }} as told) as observations_until,
    (select max(documents.loaded_at) from {{ ref('int_quality_documents') }} as documents) as documents_until,
    count(*)::integer as n_marts,
    coalesce(sum(n_written), 0)::bigint as n_rows_written,
    coalesce(sum(n_deleted), 0)::bigint as n_rows_deleted,
    coalesce(
        jsonb_object_agg(mart, jsonb_build_object('written', n_written, 'deleted', n_deleted)), '{}'
    ) as changes
from exchanged
