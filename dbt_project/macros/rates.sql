{#- The counts behind every rate, over the columns of int_rate_cases. -#}
{% macro rate_counts() %}
    count(*) filter (where in_gross) as n_gross,
    count(*) filter (where in_net) as n_net,
    count(*) filter (where in_gross and not in_net) as n_excluded,
    count(*) filter (where is_implemented) as n_implemented,
    count(*) filter (where in_net and not is_implemented) as n_open,
    count(*) filter (where in_gross and status_code = 'unknown') as n_unknown,
    coalesce(sum(weight) filter (where in_net), 0)::numeric(14, 4) as weighted_implemented,
    count(*) filter (where is_due) as n_due,
    count(*) filter (where is_due and timeliness = 'on_time') as n_on_time,
    count(*) filter (where is_due and timeliness = 'undetermined') as n_on_time_undetermined,
    count(*) filter (where is_due and timeliness = 'late') as n_late,
    count(*) filter (where is_implemented and implemented_on is not null and due_on is not null) as n_implemented_dated,
    count(*) filter (where is_implemented and implemented_on <= due_on) as n_implemented_dated_on_time,
    count(*) filter (where is_overdue_eligible and due_on is not null) as n_overdue_base,
    count(*) filter (where is_overdue) as n_overdue,
    count(*) filter (where in_net and due_on is null) as n_no_deadline
{%- endmacro %}

{#- A share between 0 and 1 to four decimals; null, not zero, where there is nothing to divide by. -#}
{% macro share(numerator, denominator) -%}
    (({{ numerator }})::numeric / nullif({{ denominator }}, 0))::numeric(9, 4)
{%- endmacro %}

{#- The rates over the columns of rate_counts. -#}
{% macro rate_shares() %}
    {{ share('n_implemented', 'n_gross') }} as gross_rate,
    {{ share('n_implemented', 'n_net') }} as net_rate,
    {{ share('weighted_implemented', 'n_net') }} as weighted_rate,
    (case when n_on_time_undetermined = 0 then {{ share('n_on_time', 'n_due') }} end)::numeric(9, 4) as on_time_rate,
    {{ share('n_on_time', 'n_due') }} as on_time_rate_lower,
    {{ share('n_on_time + n_on_time_undetermined', 'n_due') }} as on_time_rate_upper,
    {{ share('n_on_time_undetermined', 'n_due') }} as on_time_undetermined_rate,
    {{ share('n_implemented_dated_on_time', 'n_implemented_dated') }} as implemented_on_time_rate,
    {{ share('n_overdue', 'n_overdue_base') }} as overdue_rate,
    {{ share('n_no_deadline', 'n_net') }} as no_deadline_rate,
    {{ share('n_unknown', 'n_gross') }} as unknown_rate
{%- endmacro %}

{#- Solar-Hijri periods of one date's parts `<prefix>_year`, `_quarter`, `_month`: all time, year, quarter, month. -#}
{% macro period_grouping_sets(prefix) -%}
    grouping sets (
        (),
        ({{ prefix }}_year),
        ({{ prefix }}_year, {{ prefix }}_quarter),
        ({{ prefix }}_year, {{ prefix }}_quarter, {{ prefix }}_month)
    )
{%- endmacro %}

{% macro period_columns(prefix) %}
    case
        when grouping({{ prefix }}_month) = 0 then 'month'
        when grouping({{ prefix }}_quarter) = 0 then 'quarter'
        when grouping({{ prefix }}_year) = 0 then 'year'
        else 'all'
    end as period_type,
    {{ prefix }}_year as jalali_year,
    {{ prefix }}_quarter as jalali_quarter,
    {{ prefix }}_month as jalali_month
{%- endmacro %}
