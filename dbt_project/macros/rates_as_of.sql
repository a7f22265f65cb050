{#- What the columns of fct_status_event are called in int_assignment_observations. -#}
{% macro status_event_columns() -%}
    {%- set renamed = {
        'status_event_id': 'observation_id', 'agency_written': 'agency_name_written', 'approved_on': 'session_on',
    } -%}
    {%- set found = {} -%}
    {%- for column in [
        'status_event_id', 'assignment_id', 'resolution_id', 'province_id', 'agency_id', 'ministry_id', 'agency_written', 'role',
        'agency_position', 'delivery_id', 'as_of_on', 'received_at', 'known_from', 'known_to', 'is_whole', 'status_code',
        'status_source', 'has_status_conflict', 'progress_pct', 'approved_on', 'notified_on', 'due_on', 'due_source',
        'implemented_on', 'reported_on', 'county', 'unit_id', 'session_id', 'category_code', 'amount_rial', 'level',
    ] -%}
        {%- do found.update({column: renamed.get(column, column)}) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

{#-
    The history of duties as published, named as in int_assignment_observations; `only`: a relation of the resolution_ids to look at;
    none: all.
-#}
{% macro published_observations(only=none) %}
    select
        {%- for column, name in status_event_columns().items() %}
        {{ column }} as {{ name }},
        {%- endfor %}
        agency_id as agency_key
    from {{ published('fct_status_event') }}
    {%- if only is not none %}
    where resolution_id in (select resolution_id from {{ only }})
    {%- endif %}
{% endmacro %}

{#-
    The cases of the day `as_of` as known at `known_at` (SQL expressions), with the flags of every rate, from the relation or CTE
    `observations` by the SQL that computes int_rate_cases.
-#}
{% macro cases_as_of(observations, as_of, known_at) %}
    with observed as (

        {{ observed_by(observations, as_of, known_at) }}

    ),

    statuses as (

        select
            status_code,
            status_group,
            in_gross,
            in_net,
            counts_as_implemented,
            is_overdue_eligible as overdue_eligible
        from {{ published('dim_status') }}

    ),

    assignment_states as (

        {{ assignment_state('observed') }}

    ),

    assignments as (

        select
            assignment_states.*,
            statuses.status_group,
            statuses.in_gross,
            statuses.in_net,
            statuses.counts_as_implemented as is_implemented,
            statuses.overdue_eligible as is_overdue_eligible
        from assignment_states
        inner join statuses
            on assignment_states.status_code = statuses.status_code

    ),

    attributes as (

        {{ resolution_attributes(
            'observed',
            ['province_id', 'level', 'county', 'unit_id', 'session_id', 'session_on', 'category_code', 'amount_rial', 'notified_on'],
        ) }}

    ),

    rollup as (

        {{ resolution_rollup('assignments', 'statuses') }}

    ),

    rereferred as (

        {{ rereferred('attributes', 'assignments', as_of) }}

    ),

    resolutions as (

        {{ resolution_state('attributes', 'rollup', 'rereferred', published('dim_date')) }}

    ),

    cases as (

        {{ rate_cases('resolutions', 'assignments', published('dim_agency'), as_of) }}

    )

    select * from cases
{% endmacro %}

{#- The first CTEs of figures of the day `as_of` as known at `known_at`: `cases`, as cases_as_of gives them, and `periods`. -#}
{% macro cases_and_periods_as_of(observations, as_of, known_at) -%}
    cases as (

        {{ cases_as_of(observations, as_of, known_at) }}

    ),

    periods as (

        {{ periods(published('dim_date'), as_of) }}

    )
{%- endmacro %}

{#-
    The rates of the day `as_of` as known at `known_at`, computed from `observations` by the SQL that computes followup_rates.
    `is_comparable`: as in rates_of_cells.
-#}
{% macro rates_as_of(observations, as_of, known_at, is_comparable='true') %}
    with {{ cases_and_periods_as_of(observations, as_of, known_at) }},

    cells as (

        {{ rate_cells('cases') }}

    ),

    rates as (

        {{ rates_of_cells(
            'cells', as_of, 'periods', published('dim_province'), published('dim_ministry'), published('dim_agency'),
            published('dim_problem_category'), is_comparable,
        ) }}

    )

    select * from rates
{% endmacro %}

{#- The days of the day `as_of` as known at `known_at`, computed from `observations` by the SQL that computes followup_times. -#}
{% macro times_as_of(observations, as_of, known_at) %}
    with {{ cases_and_periods_as_of(observations, as_of, known_at) }},

    cells as (

        {{ day_cells('cases') }}

    ),

    counts_of_provinces as (

        {{ day_counts('cells', of_provinces=true) }}

    ),

    counts_of_the_country as (

        {{ day_counts('cells', of_provinces=false) }}

    ),

    counts as (

        select * from counts_of_provinces
        union all
        select * from counts_of_the_country

    ),

    times as (

        {{ times_of_counts('counts', as_of, 'periods') }}

    )

    select * from times
{% endmacro %}

{#- The rates of units on the day `as_of` as known at `known_at`, computed from `observations` by the SQL that computes unit_rates. -#}
{% macro unit_rates_as_of(observations, as_of, known_at) %}
    with {{ cases_and_periods_as_of(observations, as_of, known_at) }},

    rates as (

        {{ unit_rates('cases', 'periods') }}

    )

    select * from rates
{% endmacro %}

{#- The days of units on the day `as_of` as known at `known_at`, computed from `observations` by the SQL that computes member_times. -#}
{% macro unit_times_as_of(observations, as_of, known_at) %}
    with {{ cases_and_periods_as_of(observations, as_of, known_at) }},

    times as (

        {{ member_times({'unit': 'cases'}, as_of, 'periods') }}

    )

    select
        time_id,
        unit_id,
        province_id,
        {{ named_period('times') }},
        {{ shown_day_columns(as_of) | join(',\n        ') }}
    from times
{% endmacro %}

{#-
    The body of a function of the unit $1 on the day $2 as known at $3: what `figures`, a macro like unit_rates_as_of, computes from what
    was told of the unit's resolutions.
-#}
{% macro history_of_a_unit(figures) %}
with told as (

    select distinct resolution_id
    from {{ published('fct_status_event') }}
    where unit_id = $1

),

observations as (

    {{ published_observations('told') }}

),

figures as (

    {{ figures('observations', '$2', '$3') }}

)

select * from figures
where
    unit_id = $1
    and {{ is_told_day('$2') }}
{%- endmacro %}

{#- The rows of a relation, `n` of them, each day other ones. `key` is an expression over its columns. -#}
{% macro drawn(relation, key, n) -%}
    select * from {{ relation }}
    order by md5({{ key }} || {{ as_of() }})
    limit {{ n }}
{%- endmacro %}

{#-
    As drawn(), but no further row once those before it hold `n_parts` together, of which each row holds `parts`: what is looked at stays
    as large however much a row holds.
-#}
{% macro drawn_up_to(relation, key, n, parts, n_parts) -%}
    select * from (
        select
            *,
            row_number() over in_turn as turn,
            coalesce(sum({{ parts }}) over (in_turn rows between unbounded preceding and 1 preceding), 0) as n_parts_before
        from {{ relation }}
        window in_turn as (order by md5({{ key }} || {{ as_of() }}), {{ key }})
    ) as in_order
    where turn <= {{ n }} and n_parts_before < {{ n_parts }}
{%- endmacro %}

{#- The rows that only one of two relations or CTEs of the same columns has. -#}
{% macro rows_of_one_only(one, other) -%}
    (
        select * from {{ one }}
        except
        select * from {{ other }}
    )
    union all
    (
        select * from {{ other }}
        except
        select * from {{ one }}
    )
{%- endmacro %}
