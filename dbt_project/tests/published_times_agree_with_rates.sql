-- As many overdue ones in the days of units, sessions and dimension members as in their rates.
with told as (

    select
        dimension || ':' || coalesce(province_id, '-') as told_of,
        sum(n_overdue) as n_overdue
    from {{ ref('fct_member_times') }}
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
    from {{ ref('unit_rates') }}
    where period_type = 'all'
    group by province_id

    union all

    select
        'session:' || coalesce(province_id, '-') as told_of,
        sum(n_overdue) as n_overdue
    from {{ ref('fct_session') }}
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
