{#- A unit has the newest name, county and province that were written of it; earlier names are kept. -#}
with observations as (

    select * from {{ ref('int_resolution_observations') }}
    where unit_id is not null and as_of_on <= {{ as_of() }}

),

sequenced as (

    select
        *,
        row_number() over (partition by unit_id order by as_of_on, received_at, delivery_id, first_line_no, resolution_id) as seq
    from observations

)

select
    unit_id,
    min(unit_key) as unit_key,
    (array_agg(unit_national_id order by seq desc) filter (where unit_national_id is not null))[1] as unit_national_id,
    (array_agg(unit_name order by seq desc) filter (where unit_name is not null))[1] as unit_name,
    array_agg(distinct unit_name order by unit_name) filter (where unit_name is not null) as unit_names,
    (array_agg(province_id order by seq desc) filter (where province_id is not null))[1] as province_id,
    (array_agg(county order by seq desc) filter (where county is not null))[1] as county,
    min(as_of_on) as first_seen_on,
    max(as_of_on) as last_seen_on
from sequenced
group by unit_id
