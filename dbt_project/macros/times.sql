{#-
    A quantile of days to one decimal, half up, as percentile_cont gives it. Rows hold n_days, n_up_to (cases with at most so many)
    and n_all (all cases of the group).
-#}
{% macro quantile_of_counts(fraction) -%}
    {%- set place = fraction ~ ' * (n_all - 1)' -%}
    {%- set below = 'min(n_days) filter (where n_up_to > floor(' ~ place ~ '))' -%}
    {%- set above = 'min(n_days) filter (where n_up_to > ceil(' ~ place ~ '))' -%}
    round(
        {{ below }} + ({{ above }} - {{ below }}) * min({{ place }} - floor({{ place }})), 1
    )::numeric(9, 1)
{%- endmacro %}

{#-
    Medians and ninth deciles of days for every period, from `told`: dimension, member_id, the month of approval, measure, n_days and
    n_cases, the number of cases with so many days.
-#}
{% macro day_quantiles(told) %}
    with told_by_period as (

        select
            dimension,
            member_id,
            measure,
            {{ period_columns() }},
            n_days,
            sum(n_cases) as n_cases
        from {{ told }}
        group by
            dimension, member_id, measure, n_days,
            {{ period_grouping_sets() }}

    ),

    ordered as (

        select
            *,
            sum(n_cases) over (
                partition by dimension, member_id, measure, period_type, jalali_year, jalali_quarter, jalali_month
                order by n_days
            ) as n_up_to,
            sum(n_cases) over (
                partition by dimension, member_id, measure, period_type, jalali_year, jalali_quarter, jalali_month
            ) as n_all
        from told_by_period

    )

    select
        dimension,
        member_id,
        period_type,
        jalali_year,
        jalali_quarter,
        jalali_month,
        measure,
        min(n_all) as n_all,
        {{ quantile_of_counts(0.5) }} as half,
        {{ quantile_of_counts(0.9) }} as nine_tenths
    from ordered
    group by dimension, member_id, period_type, jalali_year, jalali_quarter, jalali_month, measure
{% endmacro %}

{#-
    The Kaplan–Meier median of days from approval to implementation: the first day by which at least half is implemented, with the
    open ones censored on the day shown; null where that day is not reached. `days` holds member columns `keys`, the column
    `n_days`, is_event and n_cases.
-#}
{% macro kaplan_meier(days, keys, n_days) %}
    with steps as (

        select
            {{ keys | join(', ') }},
            {{ n_days }} as n_days,
            coalesce(sum(n_cases) filter (where is_event), 0) as n_events,
            sum(n_cases) as n_leaving
        from {{ days }}
        group by {{ keys | join(', ') }}, {{ n_days }}

    ),

    at_risk as (

        select
            *,
            sum(n_leaving) over (partition by {{ keys | join(', ') }} order by n_days desc) as n_at_risk
        from steps

    ),

    survival as (

        select
            *,
            exp(greatest(-600, sum(
                case when n_events = n_at_risk then -600 else ln(1 - n_events::float8 / n_at_risk) end
            ) over (partition by {{ keys | join(', ') }} order by n_days))) as share_open
        from at_risk

    )

    select
        {{ keys | join(', ') }},
        min(n_days) filter (where share_open <= 0.5 + 1e-9) as median_days
    from survival
    group by {{ keys | join(', ') }}
{% endmacro %}
