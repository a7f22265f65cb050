-- As many overdue ones in the days of units, sessions and dimension members as in their rates; of units and sessions in those
-- that are built again.
{%- set is_part = is_part_of_tonight('fct_member_times') and is_part_of_tonight('unit_rates') %}
{%- set is_part = is_part and is_part_of_tonight('fct_session') %}
{%- set times = touched_relation(published('fct_member_times')) if is_part else ref('fct_member_times') %}
{%- set units = touched_relation(published('unit_rates')) if is_part else ref('unit_rates') %}
{%- set sessions = touched_relation(published('fct_session')) if is_part else ref('fct_session') %}
with told as (

    select
        dimension || ':' || coalesce(province_id, '-') as told_of,
        sum(n_overdue) as n_overdue
    from {{ times }}
    where period_type = 'all'
    group by dimension, province_id

    union all

    select
        dimension || ':' || member_id || ':' || coalesce(province_id, '-') || ':' || period_label as told_of,
        n_overdue
    from {{ ref('followup_times') }}

),

counted as (

    select
        'unit:' || coalesce(province_id, '-') as told_of,
        sum(n_overdue) as n_overdue
    from {{ units }}
    where period_type = 'all'
    group by province_id

    union all

    select
        'session:' || coalesce(province_id, '-') as told_of,
        sum(n_overdue) as n_overdue
    from {{ sessions }}
    group by province_id

    union all

    select
        dimension || ':' || member_id || ':' || coalesce(province_id, '-') || ':' || period_label as told_of,
        n_overdue
    from {{ ref('followup_rates') }}
    where dimension in ('national', 'province', 'county', 'category', 'ministry', 'agency')

)

select
    coalesce(told.told_of, counted.told_of) as told_of,
    told.n_overdue as n_told,
    counted.n_overdue as n_counted
from told
full outer join counted
    on told.told_of = counted.told_of
where coalesce(told.n_overdue, 0) <> coalesce(counted.n_overdue, 0)
