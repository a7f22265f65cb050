{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_touched('int_touched_units', 'unit_id') }}",
    indexes=[{'columns': ['unit_id']}, {'columns': ['province_id', 'trigram']}],
) }}
{#- By trigram of their names the units of a province are found that may be called alike. -#}
with names as (

    select
        unit_id,
        province_id,
        trigrams
    from {{ ref('int_unit_names') }}
    {%- if is_incremental() %}
    where unit_id in (select touched.unit_id from {{ ref('int_touched_units') }} as touched)
    {%- endif %}

)

select
    names.province_id,
    part.trigram,
    names.unit_id,
    cardinality(names.trigrams) as n_trigrams
from names
cross join unnest(names.trigrams) as part (trigram)
-- depends_on: {{ ref('int_touched_units') }}
