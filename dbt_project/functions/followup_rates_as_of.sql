with observations as (

    {{ published_observations() }}

),

rates as (

    {{ rates_as_of(
        'observations', '$1', '$2', "(dimension <> 'province' or " ~ function('sees_all_provinces') ~ "())"
    ) }}

)

select * from rates
where
    (province_id is not null or {{ function('sees_all_provinces') }}())
    and {{ is_told_day('$1') }}
-- depends_on: {{ ref('publications') }}
