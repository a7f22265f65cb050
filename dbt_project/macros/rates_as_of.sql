{#-
    The history of duties as published, named as in int_assignment_observations; `only`: a relation of the resolution_ids to look at;
    none: all.
-#}
{% macro published_observations(only=none) %}
    select
        status_event_id as observation_id,
        assignment_id,
        resolution_id,
        delivery_id,
        as_of_on,
        received_at,
        known_from,
        known_to,
        is_whole,
        agency_id,
        agency_id as agency_key,
        ministry_id,
        agency_written as agency_name_written,
        role,
        agency_position,
        status_code,
        status_source,
        has_status_conflict,
        progress_pct,
        notified_on,
        reported_on,
        due_on,
        due_source,
        implemented_on,
        province_id,
        county,
        unit_id,
        session_id,
        approved_on as session_on,
        category_code,
        amount_rial,
        level
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

        select
            attributes.*,
            rollup.n_agencies,
            rollup.status_code,
            rollup.in_gross,
            rollup.in_net,
            rollup.is_implemented,
            rollup.is_overdue_eligible,
            rollup.was_refused,
            rollup.was_referred_national,
            rollup.n_reopened > 0 or rereferred.resolution_id is not null as is_rereferred,
            rollup.weight,
            rollup.is_weight_assumed,
            rollup.due_on,
            rollup.current_due_on,
            rollup.implemented_on,
            rollup.implemented_from_on,
            rollup.implemented_until_on,
            calendar.jalali_year as approved_year,
            calendar.jalali_quarter as approved_quarter,
            calendar.jalali_month as approved_month,
            {{ month_key('attributes.province_id', 'calendar.jalali_month_label') }} as month_key
        from attributes
        inner join rollup
            on attributes.resolution_id = rollup.resolution_id
        left join rereferred
            on attributes.resolution_id = rereferred.resolution_id
        left join {{ published('dim_date') }} as calendar
            on attributes.session_on = calendar.date_on

    ),

    cases as (

        {{ rate_cases('resolutions', 'assignments', published('dim_agency'), as_of) }}

    )

    select * from cases
{% endmacro %}

{#-
    The rates of the day `as_of` as known at `known_at`, computed from `observations` by the SQL that computes followup_rates.
    `is_comparable`: as in rates_of_cells.
-#}
{% macro rates_as_of(observations, as_of, known_at, is_comparable='true') %}
    with cases as (

        {{ cases_as_of(observations, as_of, known_at) }}

    ),

    cells as (

        {{ rate_cells('cases') }}

    ),

    periods as (

        {{ periods(published('dim_date'), as_of) }}

    ),

    rates as (

        {{ rates_of_cells(
            'cells', as_of, 'periods', published('dim_province'), published('dim_ministry'), published('dim_agency'),
            published('dim_problem_category'), is_comparable,
        ) }}

    )

    select * from rates
{% endmacro %}

{#- The rates of units on the day `as_of` as known at `known_at`, computed from `observations` by the SQL that computes unit_rates. -#}
{% macro unit_rates_as_of(observations, as_of, known_at) %}
    with cases as (

        {{ cases_as_of(observations, as_of, known_at) }}

    ),

    periods as (

        {{ periods(published('dim_date'), as_of) }}

    ),

    rates as (

        {{ unit_rates('cases', 'periods') }}

    )

    select * from rates
{% endmacro %}
