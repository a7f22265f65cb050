{#- Every month, quarter and year of the calendar and the whole time up to the day shown. -#}
with calendar as (

    select * from {{ ref('int_calendar') }}

),

bounded as (

    select
        'month' as period_type,
        jalali_month_label as period_label,
        jalali_year,
        min(jalali_quarter) as jalali_quarter,
        min(jalali_month) as jalali_month,
        min(date_on) as starts_on,
        max(date_on) as ends_on
    from calendar
    group by jalali_month_label, jalali_year

    union all

    select
        'quarter' as period_type,
        jalali_year || '-Q' || jalali_quarter as period_label,
        jalali_year,
        jalali_quarter,
        null as jalali_month,
        min(date_on) as starts_on,
        max(date_on) as ends_on
    from calendar
    group by jalali_year, jalali_quarter

    union all

    select
        'year' as period_type,
        jalali_year::text as period_label,
        jalali_year,
        null as jalali_quarter,
        null as jalali_month,
        min(date_on) as starts_on,
        max(date_on) as ends_on
    from calendar
    group by jalali_year

),

placed as (

    select
        *,
        {{ as_of() }} between starts_on and ends_on as is_current_period,
        starts_on = max(starts_on) filter (where ends_on <= {{ as_of() }}) over (partition by period_type)
            as is_last_complete_period
    from bounded

    union all

    select
        'all' as period_type,
        'all' as period_label,
        null as jalali_year,
        null as jalali_quarter,
        null as jalali_month,
        null as starts_on,
        {{ as_of() }} as ends_on,
        true as is_current_period,
        true as is_last_complete_period

)

select
    period_type || ':' || period_label as period_id,
    period_type,
    period_label,
    jalali_year,
    jalali_quarter,
    jalali_month,
    starts_on,
    ends_on,
    is_current_period,
    coalesce(is_last_complete_period, false) as is_last_complete_period
from placed
