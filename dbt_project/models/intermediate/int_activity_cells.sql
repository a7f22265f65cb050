{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_touched('int_touched_cells', 'month_key', 'is_told') }}",
    indexes=[{'columns': ['month_key']}],
) }}
{#-
    How many units, sessions and units of a session come in a month of approval of a province for the first time: in all time, in the year, in the quarter and in
    the month; in the county, in the province and in the country. Distinct units are no sums, first appearances are: those of a period add up
    to its units. A unit returns where it was approved for within the 365 days before; its first return in a period is counted so too.
-#}
{%- set cell = ['month_key', 'province_id', 'county', 'approved_year', 'approved_quarter', 'approved_month'] -%}
{%- set places = {'county': ['province_id', 'county'], 'province': ['province_id'], 'national': []} -%}
{%- set spans = {
    'all': 'nth = 1',
    'year': 'prev_year is distinct from approved_year',
    'quarter': '(prev_year, prev_quarter) is distinct from (approved_year, approved_quarter)',
    'month': '(prev_year, prev_month) is distinct from (approved_year, approved_month)',
} -%}
{%- set state = ref('int_resolution_state') -%}
with told as (

    select
        resolutions.resolution_id,
        resolutions.unit_id,
        resolutions.session_id
    from {{ state }} as resolutions
    inner join {{ ref('int_touched_cells') }} as touched
        on resolutions.month_key = touched.month_key and touched.is_told

),

beside as (

    -- Whatever the units and sessions of these cells appear in. An array is looked up in the index; how many a subquery gives
    -- is not known beforehand, and all history would be read instead.
    select resolution_id
    from told

    union

    select resolution_id
    from {{ state }}
    where unit_id = any(array(select distinct told.unit_id from told))

    union

    select resolution_id
    from {{ state }}
    where session_id = any(array(select distinct told.session_id from told))

),

looked_at as (

    select * from {{ state }}
    where
        in_gross
        and level is distinct from 'national'
        and (session_on is null or session_on <= {{ as_of() }})
        {%- if is_incremental() %}
        and resolution_id = any(array(select beside.resolution_id from beside))
        {%- endif %}

),

appearances as (

    select
        {{ cell | join(',\n        ') }},
        session_id,
        unit_id,
        session_on as approved_on,
        count(*) as n_gross
    from looked_at
    group by
        {{ cell | join(', ') }}, session_id, unit_id, session_on

),

unit_appearances as (

    select
        {{ cell | join(',\n        ') }},
        unit_id,
        approved_on,
        max(approved_on) over (
            partition by unit_id
            order by approved_on
            range between interval '365 days' preceding and interval '1 day' preceding
        ) is not null as is_return
    from appearances
    where unit_id is not null

),

repeat_appearances as (

    select * from unit_appearances
    where is_return

),

heard_appearances as (

    select distinct
        {{ cell | join(',\n        ') }},
        session_id,
        unit_id,
        approved_on
    from appearances
    where session_id is not null and unit_id is not null

),

session_appearances as (

    select distinct
        {{ cell | join(',\n        ') }},
        session_id,
        approved_on
    from appearances
    where session_id is not null

),

firsts as (
    {%- for counted, (relation, key) in {
        'units': ('unit_appearances', 'unit_id'),
        'repeat_units': ('repeat_appearances', 'unit_id'),
        'heard_units': ('heard_appearances', 'session_id, unit_id'),
        'sessions': ('session_appearances', 'session_id'),
    }.items() %}
    {%- for dimension, columns in places.items() %}

    select
        month_key,
        '{{ dimension }}' as dimension,
        '{{ counted }}' as counted,
        {%- for span, condition in spans.items() %}
        count(*) filter (where {{ condition }}) as n_{{ span }},
        {%- endfor %}
        {{ 'province_id' if 'province_id' in columns else 'null' }} as province_id,
        {{ 'county' if 'county' in columns else 'null' }} as county,
        approved_year,
        approved_quarter,
        approved_month
    from (
        select
            *,
            row_number() over appearing as nth,
            lag(approved_year) over appearing as prev_year,
            lag(approved_quarter) over appearing as prev_quarter,
            lag(approved_month) over appearing as prev_month
        from {{ relation }}
        window appearing as (partition by {{ ([key] + columns) | join(', ') }} order by approved_on, month_key)
    ) as in_order
    group by
        {{ (['month_key'] + columns) | join(', ') }},
        approved_year, approved_quarter, approved_month

    union all
    {%- endfor %}
    {%- endfor %}

    select
        month_key,
        case
            when grouping(county) = 0 then 'county'
            when grouping(province_id) = 0 then 'province'
            else 'national'
        end as dimension,
        'gross' as counted,
        sum(n_gross)::bigint as n_all,
        sum(n_gross)::bigint as n_year,
        sum(n_gross)::bigint as n_quarter,
        sum(n_gross)::bigint as n_month,
        province_id,
        county,
        approved_year,
        approved_quarter,
        approved_month
    from appearances
    group by
        month_key, approved_year, approved_quarter, approved_month,
        grouping sets ((), (province_id), (province_id, county))

)

select * from firsts
{%- if is_incremental() %}
where
    month_key in (
        select touched.month_key
        from {{ ref('int_touched_cells') }} as touched
        where touched.is_told
    )
{%- endif %}
-- depends_on: {{ ref('int_touched_cells') }}
