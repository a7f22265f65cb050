{{ config(materialized='durable_view') }}
with times as (

    select * from {{ published('fct_member_times') }}

),

publication as (

    select as_of_on
    from {{ published('publications') }}
    order by published_at desc
    limit 1

)

select
    times.time_id,
    times.dimension,
    times.unit_id,
    times.session_id,
    times.province_id,
    {{ named_period('times') }},
    publication.as_of_on,
    {{ shown_day_columns('publication.as_of_on') | join(',\n    ') }}
from times
cross join publication
where {{ is_visible('times.province_id') }}
