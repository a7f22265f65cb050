with cases as (

    select * from {{ ref('int_rate_cases') }}
    where
        grain = 'resolution'
        and unit_id is not null
        {{ only_touched('unit_id', 'and') }}

),

rates as (

    {{ unit_rates('cases', ref('int_periods')) }}

)

select * from rates
-- depends_on: {{ ref('int_touched_unit_rates') }}
