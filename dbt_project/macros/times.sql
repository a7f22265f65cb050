{#- A number of days to one decimal, half up. -#}
{% macro days_of(expression) -%}
    round(({{ expression }})::numeric, 1)::numeric(9, 1)
{%- endmacro %}

{#- The median of an expression over the cases that meet a condition. -#}
{% macro median_days(expression, condition, fraction=0.5) -%}
    {{ days_of('percentile_cont(' ~ fraction ~ ') within group (order by ' ~ expression ~ ') filter (where ' ~ condition ~ ')') }}
{%- endmacro %}

{#-
    The Kaplan–Meier median of days from approval to implementation: the first day by which at least half is implemented, with the
    open ones censored on the day shown; null where that day is not reached. `days` holds member columns `keys`, n_days and is_event.
-#}
{% macro kaplan_meier(days, keys) %}
    with steps as (

        select
            {{ keys | join(', ') }},
            n_days,
            count(*) filter (where is_event) as n_events,
            count(*) as n_leaving
        from {{ days }}
        group by {{ keys | join(', ') }}, n_days

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
