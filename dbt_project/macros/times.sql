{#-
    The quantile `tenths` / 10 of days to one decimal, as percentile_cont gives it. Rows hold n_days, n_up_to (cases with at most so
    many) and n_all (all cases of the group), all integers.
-#}
{% macro quantile_of_counts(tenths) -%}
    {%- set place = tenths ~ ' * (n_all - 1)' -%}
    {%- set below = 'min(n_days) filter (where n_up_to > ' ~ place ~ ' / 10)' -%}
    {%- set above = 'min(n_days) filter (where n_up_to > (' ~ place ~ ' + 9) / 10)' -%}
    round({{ below }} + ({{ above }} - {{ below }}) * min({{ place }} % 10) / 10.0, 1)::numeric(9, 1)
{%- endmacro %}

{#- A number for the period of a row of `period_grouping_sets`, by which sorting is cheap; period_no() gives it for int_periods. -#}
{% macro period_no_of_sets() -%}
    grouping(approved_year, approved_quarter, approved_month) * 10000000
    + coalesce(approved_year * 1000 + coalesce(approved_quarter, 0) * 100 + coalesce(approved_month, 0), 0)
{%- endmacro %}

{% macro period_no(periods) -%}
    case {{ periods }}.period_type when 'month' then 0 when 'quarter' then 10000000 when 'year' then 30000000 else {{ all_time() }} end
    + coalesce(
        {{ periods }}.jalali_year * 1000 + coalesce({{ periods }}.jalali_quarter, 0) * 100 + coalesce({{ periods }}.jalali_month, 0), 0
    )
{%- endmacro %}

{% macro all_time() -%}
    70000000
{%- endmacro %}

{#-
    What days say of every period, from `told`: the columns `keys`, the month of approval, measure, n_days, n_cases, how many cases have
    so many days, and n_events, how many of them end then; null in measures of which all end. Gives medians, ninth deciles, and the
    Kaplan–Meier median: the first day by which at least half has ended, the others being looked at for n_days; null where that day
    is not reached. `only`: a relation of the keys and period_no to tell of; none: all.
-#}
{% macro day_figures(told, keys, only=none) %}
    {%- set group = (keys + ['period_no', 'measure']) | join(', ') -%}
    with told_by_period as (

        select
            {{ keys | join(', ') }},
            measure,
            {{ period_no_of_sets() }} as period_no,
            n_days,
            sum(n_cases)::integer as n_cases,
            sum(n_events)::integer as n_events
        from {{ told }}
        group by
            {{ keys | join(', ') }}, measure, n_days,
            {{ period_grouping_sets() }}

    ),

    ordered as (

        select
            *,
            sum(n_cases) over (partition by {{ group }} order by n_days) as n_up_to,
            sum(n_cases) over (partition by {{ group }}) as n_all
        from told_by_period
        {%- if only is not none %}
        where ({{ keys | join(', ') }}, period_no) in (select {{ keys | join(', ') }}, period_no from {{ only }})
        {%- endif %}

    ),

    survival as (

        select
            *,
            sum(
                case
                    when n_events = n_all - n_up_to + n_cases then -600
                    else ln(1 - n_events::float8 / (n_all - n_up_to + n_cases))
                end
            ) over (partition by {{ group }} order by n_days) as log_share_open
        from ordered

    )

    select
        {{ group }},
        min(n_all) as n_all,
        sum(n_events) as n_events,
        {{ quantile_of_counts(5) }} as half,
        {{ quantile_of_counts(9) }} as nine_tenths,
        min(n_days) filter (where log_share_open <= ln(0.5 + 1e-9)) as survival_half
    from survival
    group by {{ group }}
{% endmacro %}

{#-
    The days that cases alike tell, by measure. Of what goes on with the day shown (how long a case is due, or open) it is the day
    when that began, counted from 1970-01-01.
-#}
{% macro days_told() -%}
    lateral (
        values
        ('gross', 0),
        ('due', due_on - date '1970-01-01'),
        ('written', implemented_on - approved_on),
        ('least', implemented_from_on - approved_on),
        ('most', implemented_until_on - approved_on),
        ('notified', notified_on - approved_on),
        ('least_from_notification', implemented_from_on - notified_on),
        ('most_from_notification', implemented_until_on - notified_on),
        ('ended_earliest', case when is_followed and is_implemented then coalesce(implemented_from_on, approved_on) - approved_on end),
        ('ended_latest', case when is_followed and is_implemented then implemented_until_on - approved_on end),
        ('open', case when is_followed and not is_implemented then approved_on - date '1970-01-01' end)
    ) as told (measure, n_days)
{%- endmacro %}

{#- For how many days a case was looked at: up to the day it ended, else to the day shown; null where it is not in the net. -#}
{% macro followed_days(ended_on, as_of) -%}
    case when is_followed then case when is_implemented then {{ ended_on }} else {{ as_of }} end - approved_on end
{%- endmacro %}

{#-
    The cases of each cell that share all their days, counted: what medians of days are computed from. Nothing in it depends on the
    day shown, but which cases there are. A due date is kept where the case can be overdue, days of implementation where it is done.
-#}
{% macro day_cells(cases) %}
    with told as (

        select
            month_key,
            grain,
            province_id,
            case when grain = 'resolution' then county end as county,
            case when grain = 'resolution' then category_code end as category_code,
            ministry_id,
            agency_id,
            approved_year,
            approved_quarter,
            approved_month,
            approved_on,
            notified_on,
            case when is_overdue_eligible then due_on end as due_on,
            case when is_implemented then implemented_on end as implemented_on,
            case when is_implemented then implemented_from_on end as implemented_from_on,
            case when is_implemented then implemented_until_on end as implemented_until_on,
            in_net,
            is_implemented
        from {{ cases }}
        where in_gross

    )

    select
        {{ day_cell_columns() | join(',\n        ') }},
        count(*) as n_cases
    from told
    group by {{ day_cell_columns() | join(', ') }}
{% endmacro %}

{#- The columns of a row of day_cells but for the number of cases. -#}
{% macro day_cell_columns() -%}
    {{ return([
        'month_key', 'grain', 'province_id', 'county', 'category_code', 'ministry_id', 'agency_id', 'approved_year',
        'approved_quarter', 'approved_month', 'approved_on', 'notified_on', 'due_on', 'implemented_on', 'implemented_from_on',
        'implemented_until_on', 'in_net', 'is_implemented',
    ]) }}
{%- endmacro %}

{#- The columns of cells by which member_sets groups: '-' stands for what is not known, null for no member. -#}
{% macro member_keys() -%}
    case when grain = 'resolution' then 'IR' end as country,
    case when grain = 'resolution' then coalesce(province_id, '-') end as province_id,
    case when grain = 'resolution' then coalesce(county, '-') end as county,
    case when grain = 'resolution' then coalesce(category_code, '-') end as category_code,
    case when grain = 'assignment' then ministry_id end as ministry_id,
    case when grain = 'assignment' then agency_id end as agency_id
{%- endmacro %}

{#- Provinces and their counties, or the members that the whole country has: itself, categories, ministries and agencies. -#}
{% macro member_sets(of_provinces) -%}
    {%- if of_provinces -%}
        grouping sets ((province_id), (province_id, county))
    {%- else -%}
        grouping sets ((country), (category_code), (ministry_id), (agency_id))
    {%- endif -%}
{%- endmacro %}

{#- The dimension member of a row of member_sets; member_id is null for none. -#}
{% macro member_columns(of_provinces) -%}
    {%- if of_provinces -%}
    case when grouping(county) = 0 then 'county' else 'province' end as dimension,
    nullif(province_id, '-') as province_id,
    coalesce(county, province_id) as member_id
    {%- else -%}
    case
        when grouping(country) = 0 then 'national'
        when grouping(category_code) = 0 then 'category'
        when grouping(ministry_id) = 0 then 'ministry'
        else 'agency'
    end as dimension,
    null::text as province_id,
    coalesce(agency_id, ministry_id, category_code, country) as member_id
    {%- endif -%}
{%- endmacro %}

{#-
    How many cases of each member and month of approval have how many days, by measure, from the relation or CTE `cells`, as day_cells
    gives them. Nothing in it depends on the day shown.
-#}
{% macro day_counts(cells, of_provinces) %}
    with placed as (

        select
            {{ member_keys() }},
            approved_year,
            approved_quarter,
            approved_month,
            approved_on,
            notified_on,
            due_on,
            implemented_on,
            implemented_from_on,
            implemented_until_on,
            in_net and approved_on is not null as is_followed,
            is_implemented,
            n_cases
        from {{ cells }}

    ),

    alike as (

        select
            {{ member_columns(of_provinces) }},
            approved_year,
            approved_quarter,
            approved_month,
            approved_on,
            notified_on,
            due_on,
            implemented_on,
            implemented_from_on,
            implemented_until_on,
            is_followed,
            is_implemented,
            sum(n_cases)::integer as n_cases
        from placed
        group by
            approved_year, approved_quarter, approved_month, approved_on, notified_on, due_on, implemented_on,
            implemented_from_on, implemented_until_on, is_followed, is_implemented,
            {{ member_sets(of_provinces) }}

    )

    select
        alike.dimension,
        alike.province_id,
        alike.member_id,
        alike.approved_year,
        alike.approved_quarter,
        alike.approved_month,
        told.measure,
        told.n_days,
        sum(alike.n_cases)::integer as n_cases
    from alike
    cross join {{ days_told() }}
    where alike.member_id is not null and told.n_days is not null
    group by
        alike.dimension, alike.province_id, alike.member_id, alike.approved_year, alike.approved_quarter, alike.approved_month,
        told.measure, told.n_days
{% endmacro %}

{#- The month of approval as a number; 0 where no day is known. -#}
{% macro month_no() -%}
    coalesce(approved_year * 100 + approved_month, 0)
{%- endmacro %}

{#- Whether cells of a row's month of approval changed since the publication; `touched` is int_touched_day_cells. -#}
{% macro is_of_a_touched_month(touched) -%}
    (
        (select bool_or(told.is_everything) from {{ touched }} as told)
        or {{ month_no() }} in (select told.month_no from {{ touched }} as told)
    )
{%- endmacro %}

{#-
    The days of every dimension member and period from the relation or CTE `counts`, as day_counts gives them; `periods` is a relation
    with the columns of int_periods. Medians are no sums of months, so they are taken for each period from how many cases have how
    many days. Where no date is written the day of implementation lies between two days, and so does the median. `only`: a relation
    of the members and period_no to tell of; none: all.
-#}
{% macro times_of_counts(counts, as_of, periods, only=none) %}
    with numbered as (

        select
            *,
            dense_rank() over (order by dimension, province_id, member_id)::integer as member_no
        from {{ counts }}

    ),

    members as (

        select distinct
            member_no,
            dimension,
            province_id,
            member_id
        from numbered

    ),

    told as (

        select
            member_no,
            approved_year,
            approved_quarter,
            approved_month,
            case when measure = 'due' then 'overdue' else measure end as measure,
            case when measure = 'due' then {{ as_of }} - date '1970-01-01' - n_days else n_days end as n_days,
            n_cases,
            null::integer as n_events
        from numbered
        where
            measure not in ('open', 'ended_earliest', 'ended_latest')
            and (measure <> 'due' or n_days < {{ as_of }} - date '1970-01-01')

        union all

        select
            numbered.member_no,
            numbered.approved_year,
            numbered.approved_quarter,
            numbered.approved_month,
            survival.measure,
            case when survival.is_open then {{ as_of }} - date '1970-01-01' - numbered.n_days else numbered.n_days end as n_days,
            numbered.n_cases,
            case when survival.is_open then 0 else numbered.n_cases end as n_events
        from numbered
        inner join (
            values
            ('earliest', 'ended_earliest', false),
            ('earliest', 'open', true),
            ('latest', 'ended_latest', false),
            ('latest', 'open', true)
        ) as survival (measure, told_measure, is_open)
            on numbered.measure = survival.told_measure

    ),

    {% if only is not none -%}
    asked_for as (

        select
            members.member_no,
            asked.period_no
        from {{ only }} as asked
        inner join members
            on {{ same_group('asked', 'members', ['dimension', 'province_id', 'member_id']) }}

    ),

    {% endif -%}
    figures as (

        {{ day_figures('told', ['member_no'], 'asked_for' if only is not none else none) }}

    ),

    medians as (

        select
            member_no,
            period_no,
            coalesce(max(n_all) filter (where measure = 'overdue'), 0)::bigint as n_overdue,
            max(half) filter (where measure = 'overdue')::numeric(9, 1) as overdue_days_median,
            max(nine_tenths) filter (where measure = 'overdue')::numeric(9, 1) as overdue_days_p90,
            coalesce(max(n_all) filter (where measure = 'most'), 0)::bigint as n_implemented,
            coalesce(max(n_all) filter (where measure = 'written'), 0)::bigint as n_implemented_dated,
            max(half) filter (where measure = 'written')::numeric(9, 1) as implementation_days_median,
            max(half) filter (where measure = 'least')::numeric(9, 1) as implementation_days_median_lower,
            max(half) filter (where measure = 'most')::numeric(9, 1) as implementation_days_median_upper,
            coalesce(max(n_all) filter (where measure = 'notified'), 0)::bigint as n_notified,
            max(half) filter (where measure = 'notified')::numeric(9, 1) as notification_days_median,
            max(half) filter (where measure = 'least_from_notification')::numeric(9, 1)
                as notified_to_implemented_days_median_lower,
            max(half) filter (where measure = 'most_from_notification')::numeric(9, 1)
                as notified_to_implemented_days_median_upper,
            coalesce(max(n_all) filter (where measure = 'latest'), 0)::bigint as n_net,
            coalesce(max(n_all - n_events) filter (where measure = 'latest'), 0)::bigint as n_open,
            max(survival_half) filter (where measure = 'earliest')::integer as survival_days_median_lower,
            max(survival_half) filter (where measure = 'latest')::integer as survival_days_median_upper
        from figures
        group by member_no, period_no

    )

    select
        {{ hash_id(['members.dimension', 'members.province_id', 'members.member_id', 'periods.period_id']) }} as time_id,
        members.dimension,
        members.member_id,
        members.province_id,
        case when members.dimension = 'county' then nullif(members.member_id, '-') end as county,
        case when members.dimension = 'category' then nullif(members.member_id, '-') end as category_code,
        case when members.dimension = 'ministry' then members.member_id end as ministry_id,
        case when members.dimension = 'agency' then members.member_id end as agency_id,
        {{ named_period('periods') }},
        periods.is_last_complete_period,
        {{ day_columns() | join(',\n        ') }}
    from medians
    inner join members
        on medians.member_no = members.member_no
    inner join {{ periods }} as periods
        on medians.period_no = {{ period_no('periods') }}
{% endmacro %}

{#-
    Rows of days that were published for an earlier day, `since`, as they are on the day `as_of` where nothing else was told: cases
    overdue are so many days longer overdue. `standing` has the columns of times_of_counts.
-#}
{% macro passed_times(standing, since, as_of, periods) %}
    select
        standing.time_id,
        standing.dimension,
        standing.member_id,
        standing.province_id,
        standing.county,
        standing.category_code,
        standing.ministry_id,
        standing.agency_id,
        {{ named_period('standing') }},
        periods.is_last_complete_period,
        {%- for column in day_columns() %}
        {%- if column in ('overdue_days_median', 'overdue_days_p90') %}
        (standing.{{ column }} + ({{ as_of }} - {{ since }}))::numeric(9, 1) as {{ column }}
        {%- else %}
        {{ column }}
        {%- endif %}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from {{ standing }} as standing
    inner join {{ periods }} as periods
        on standing.period_type = periods.period_type and standing.period_label = periods.period_label
{% endmacro %}

{#- The figures of days, as the marts of days have them, over columns of these names. -#}
{% macro day_columns() -%}
    {{ return([
        'n_overdue', 'overdue_days_median', 'overdue_days_p90', 'n_implemented', 'n_implemented_dated',
        'implementation_days_median', 'implementation_days_median_lower', 'implementation_days_median_upper', 'n_notified',
        'notification_days_median', 'notified_to_implemented_days_median_lower', 'notified_to_implemented_days_median_upper',
        'n_net', 'n_open', share('n_open', 'n_net') ~ ' as open_rate', 'survival_days_median_lower',
        'survival_days_median_upper',
    ]) }}
{%- endmacro %}

{#- A quantile of days of the rows of a small group. -#}
{% macro day_quantile(days, fraction=0.5) -%}
    percentile_cont({{ fraction }}) within group (order by {{ days }})::numeric(9, 1)
{%- endmacro %}

{#- The Kaplan–Meier median of a small group where no open case is younger than an implemented one was. -#}
{% macro half_done(days) -%}
    nullif(
        percentile_disc(0.5) within group (order by case when is_implemented then {{ days }} else {{ never() }} end)
            filter (where is_followed),
        {{ never() }}
    )::integer
{%- endmacro %}

{% macro never() -%}
    2147483647
{%- endmacro %}

{#-
    The days of every group `keys` of the cases of one kind, from the relation or CTE `cases`: `of_periods`, by the period of approval
    too. Nothing in it changes with the day but through the cases and, from survival_changes_on on, the survival. Days
    overdue are not in it: due dates are, as days since 1970-01-01.

    Groups are many and small, so they are sorted each for itself. Where an open case is younger than another was when it was
    implemented, it is at risk up to its age only; such groups are followed again step by step.
-#}
{% macro times_of_groups(cases, keys, as_of, of_periods) %}
    {%- set key = keys | join(', ') -%}
    with told as (

        select
            {{ key }},
            province_id as of_province_id,
            approved_year,
            approved_quarter,
            approved_month,
            approved_on,
            case when is_overdue then due_on - date '1970-01-01' end as due_day,
            case when is_implemented then implemented_on end as implemented_on,
            case when is_implemented then implemented_from_on end as implemented_from_on,
            case when is_implemented then implemented_until_on end as implemented_until_on,
            notified_on,
            is_implemented,
            in_net and approved_on is not null as is_followed
        from {{ cases }}
        where
            grain = 'resolution'
            and in_gross
            {%- for column in keys if column != 'province_id' %}
            and {{ column }} is not null
            {%- endfor %}

    ),

    followed as (

        select
            *,
            {{ followed_days('coalesce(implemented_from_on, approved_on)', as_of) }} as earliest,
            {{ followed_days('implemented_until_on', as_of) }} as latest
        from told

    ),

    figures as (

        select
            {{ key }},
            min(of_province_id) as of_province_id,
            {{ period_no_of_sets() if of_periods else all_time() }} as period_no,
            count(due_day) as n_overdue,
            {{ day_quantile('due_day') }} as due_day_median,
            {{ day_quantile('due_day', 0.1) }} as due_day_p10,
            count(implemented_until_on - approved_on) as n_implemented,
            count(implemented_on - approved_on) as n_implemented_dated,
            {{ day_quantile('implemented_on - approved_on') }} as implementation_days_median,
            {{ day_quantile('implemented_from_on - approved_on') }} as implementation_days_median_lower,
            {{ day_quantile('implemented_until_on - approved_on') }} as implementation_days_median_upper,
            count(notified_on - approved_on) as n_notified,
            {{ day_quantile('notified_on - approved_on') }} as notification_days_median,
            {{ day_quantile('implemented_from_on - notified_on') }} as notified_to_implemented_days_median_lower,
            {{ day_quantile('implemented_until_on - notified_on') }} as notified_to_implemented_days_median_upper,
            count(*) filter (where is_followed) as n_net,
            count(*) filter (where is_followed and not is_implemented) as n_open,
            {{ half_done('earliest') }} as earliest_half,
            {{ half_done('latest') }} as latest_half,
            coalesce(
                min(latest) filter (where not is_implemented) < max(latest) filter (where is_implemented), false
            ) as is_open_younger
        from followed
        group by
            {{ key }}
            {%- if of_periods %},
            {{ period_grouping_sets() }}
            {%- endif %}

    ),

    younger as (

        select followed.*
        from followed
        inner join figures
            on {{ same_group('followed', 'figures', keys) }}
        where figures.is_open_younger and figures.period_no = {{ all_time() }} and followed.is_followed

    ),

    points as (

        select
            {{ key }},
            {%- if of_periods %}
            younger.approved_year,
            younger.approved_quarter,
            younger.approved_month,
            {%- else %}
            null::integer as approved_year,
            null::integer as approved_quarter,
            null::integer as approved_month,
            {%- endif %}
            bound.measure,
            bound.n_days,
            1 as n_cases,
            younger.is_implemented::integer as n_events
        from younger
        cross join lateral (values ('earliest', younger.earliest), ('latest', younger.latest)) as bound (measure, n_days)

    ),

    steps as (

        {{ day_figures('points', keys) }}

    ),

    survivals as (

        select
            {{ key }},
            period_no,
            max(survival_half) filter (where measure = 'earliest')::integer as earliest_half,
            max(survival_half) filter (where measure = 'latest')::integer as latest_half
        from steps
        group by {{ key }}, period_no

    ),

    awaited as (

        -- An open case comes to be at risk on the day when it is as old as another one was that was implemented.
        select
            {{ key }},
            n_events = 0 as is_open,
            min(n_days) filter (where n_events = 1) over (
                partition by {{ key }}
                order by n_days desc
                range between unbounded preceding and 1 preceding
            ) - n_days as n_days_to_come
        from points

    ),

    changes as (

        select
            {{ key }},
            {{ as_of }} + min(n_days_to_come) as survival_changes_on
        from awaited
        where is_open
        group by {{ key }}

    )

    select
        {%- for column in keys %}
        figures.{{ column }},
        {%- endfor %}
        figures.of_province_id,
        figures.period_no,
        {%- for name in stored_day_columns() %}
        figures.{{ name }},
        {%- endfor %}
        case when survivals.period_no is null then figures.earliest_half else survivals.earliest_half end
            as survival_days_median_lower,
        case when survivals.period_no is null then figures.latest_half else survivals.latest_half end
            as survival_days_median_upper,
        changes.survival_changes_on
    from figures
    left join survivals
        on
            {{ same_group('figures', 'survivals', keys) }}
            and figures.period_no = survivals.period_no
    left join changes
        on {{ same_group('figures', 'changes', keys) }} and figures.period_no = {{ all_time() }}
{% endmacro %}

{#- The columns that figures of days are stored in, as far as survival has no part in them. -#}
{% macro stored_day_columns() -%}
    {{ return([
        'n_overdue', 'due_day_median', 'due_day_p10', 'n_implemented', 'n_implemented_dated', 'implementation_days_median',
        'implementation_days_median_lower', 'implementation_days_median_upper', 'n_notified', 'notification_days_median',
        'notified_to_implemented_days_median_lower', 'notified_to_implemented_days_median_upper', 'n_net', 'n_open',
    ]) }}
{%- endmacro %}

{#-
    What of the days of units and sessions is the same every day until something is told of them: the columns of fct_member_times.
    `cases`: dimension → the relation or CTE of its cases, which has all cases of each member that it has any of.
-#}
{% macro member_times(cases, as_of, periods) %}
    with
    {%- for dimension, relation in cases.items() %}
    {%- set keys = ['unit_id', 'province_id'] if dimension == 'unit' else ['session_id'] %}
    days_of_{{ dimension }}s as (

        {{ times_of_groups(relation, keys, as_of, of_periods=dimension == 'unit') }}

    ),

    {% endfor -%}
    members as (
        {%- for dimension in cases %}

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
        from days_of_{{ dimension }}s
        {{ 'union all' if not loop.last }}
        {%- endfor %}

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
    inner join {{ periods }} as periods
        on members.period_no = {{ period_no('periods') }}
{% endmacro %}

{#- Whether the rows of two tables are of one group; the keys are text. -#}
{% macro same_group(one, other, keys) -%}
    {%- for column in keys -%}
        coalesce({{ one }}.{{ column }}, '-') = coalesce({{ other }}.{{ column }}, '-')
        {{- ' and ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- The figures of days of the day `as_of` over stored_day_columns: the days since a due date, not the date. -#}
{% macro shown_day_columns(as_of) -%}
    {%- set found = [] -%}
    {%- for column in day_columns() -%}
        {%- set due_day = {'overdue_days_median': 'due_day_median', 'overdue_days_p90': 'due_day_p10'}[column] -%}
        {%- do found.append(
            '(' ~ as_of ~ " - date '1970-01-01' - " ~ due_day ~ ')::numeric(9, 1) as ' ~ column if due_day else column
        ) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

{#- The units or sessions (`column`) whose published survival another day changes, though nothing is told of them. -#}
{% macro passing_survivals(column) -%}
    {%- if is_published_before() and is_table_there(published_by_name('fct_member_times')) %}
    select distinct times.{{ column }}
    from {{ published_by_name('fct_member_times') }} as times
    where
        times.{{ column }} is not null
        and (
            times.survival_changes_on <= {{ as_of() }}
            or {{ as_of() }} < (select publication.as_of_on from ({{ last_publication() }}) as publication)
        )
    {%- else %}
    select null::text as {{ column }}
    where false
    {%- endif %}
{%- endmacro %}
