{#- What of the days of units and sessions is the same every day until something is told of them; member_times shows them. -#}
with unit_cases as (

    select * from {{ ref('int_rate_cases') }}
    {{ only_touched('unit_id') }}

),

session_cases as (

    select * from {{ ref('int_rate_cases') }}
    {{ only_touched('session_id') }}

),

times as (

    {{ member_times({'unit': 'unit_cases', 'session': 'session_cases'}, as_of(), ref('int_periods')) }}

)

select * from times
-- depends_on: {{ ref('int_touched_unit_rates') }} {{ ref('int_touched_sessions') }}
