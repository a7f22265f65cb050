with observations as (

    {{ published_observations() }}

),

times as (

    {{ times_as_of('observations', '$1', '$2') }}

)

select * from times
where
    (province_id is not null or {{ function('sees_all_provinces') }}())
    and {{ is_told_day('$1') }}
-- depends_on: {{ ref('publications') }}
