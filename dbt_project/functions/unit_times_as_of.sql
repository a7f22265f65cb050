with told as (

    select distinct resolution_id
    from {{ published('fct_status_event') }}
    where unit_id = $1

),

observations as (

    {{ published_observations('told') }}

),

times as (

    {{ unit_times_as_of('observations', '$2', '$3') }}

)

select * from times
where
    unit_id = $1
    and {{ is_told_day('$2') }}
-- depends_on: {{ ref('publications') }}
