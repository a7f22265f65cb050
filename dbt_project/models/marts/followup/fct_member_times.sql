{#- What of the days of units and sessions is the same every day until something is told of them; member_times shows them. -#}
with unit_cases as (

    select * from {{ ref('int_rate_cases') }}
    {{ only_touched('unit_id') }}

),

session_cases as (

    select * from {{ ref('int_rate_cases') }}
    {{ only_touched('session_id') }}

),

units as (

    {{ times_of_groups('unit_cases', ['unit_id', 'province_id'], as_of(), of_periods=true) }}

),

sessions as (

    {{ times_of_groups('session_cases', ['session_id'], as_of(), of_periods=false) }}

),

members as (
    {%- for dimension, relation in {'unit': 'units', 'session': 'sessions'}.items() %}

    select
        '{{ dimension }}' as dimension,
        {{ 'unit_id' if dimension == 'unit' else 'null' }} as unit_id,
        {{ 'session_id' if dimension == 'session' else 'null' }} as session_id,
        of_province_id as province_id,
        period_no,
        {%- for name in stored_day_columns() %}
        {{ name }},
        {%- endfor %}
        survival_days_median_lower,
        survival_days_median_upper,
        survival_changes_on
    from {{ relation }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

periods as (

    select * from {{ ref('int_periods') }}

)

select
    {{ hash_id(['members.unit_id', 'members.session_id', 'members.province_id', 'periods.period_id']) }} as time_id,
    members.dimension,
    members.unit_id,
    members.session_id,
    members.province_id,
    {{ named_period('periods') }},
    {%- for name in stored_day_columns() %}
    {{ 'members.' ~ name ~ '::integer as ' ~ name if name.startswith('n_') else 'members.' ~ name }},
    {%- endfor %}
    members.survival_days_median_lower,
    members.survival_days_median_upper,
    members.survival_changes_on
from members
inner join periods
    on members.period_no = {{ period_no('periods') }}
-- depends_on: {{ ref('int_touched_unit_rates') }} {{ ref('int_touched_sessions') }}
