{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_touched('int_touched_units', 'unit_id') }}",
    indexes=[{'columns': ['unit_id'], 'unique': true}],
) }}
{#- A unit has the newest name, county and province that were written of it; earlier names are kept. -#}
with observations as (

    select * from {{ ref('int_resolution_observations') }}
    where
        unit_id is not null
        and known_to is null
        and as_of_on <= {{ as_of() }}
        {%- if is_incremental() %}
        and unit_id in (select touched.unit_id from {{ ref('int_touched_units') }} as touched)
        {%- endif %}

),

sequenced as (

    select
        *,
        row_number() over (
            partition by unit_id order by as_of_on, received_at, delivery_id, first_line_no, resolution_id
        ) as seq
    from observations

)

select
    unit_id,
    min(unit_key) as unit_key,
    {{ first_stated(['unit_national_id', 'unit_name', 'province_id', 'county'], 'seq desc') }},
    array_agg(distinct unit_name order by unit_name) filter (where unit_name is not null) as unit_names,
    min(as_of_on) as first_seen_on,
    max(as_of_on) as last_seen_on
from sequenced
group by unit_id
-- depends_on: {{ ref('int_touched_units') }}
