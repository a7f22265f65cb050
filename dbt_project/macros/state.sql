{#-
    The state of every assignment on day `as_of`, as far as it was known at `known_at` (an SQL expression; none: now).
    Observations are ordered by the day they tell, then by arrival: an older one never overwrites a newer one.

    Implementation is known to lie between earliest_on and latest_on: the written date, or else the day after the last delivery
    that showed the duty open, and the first delivery after it that showed it done.
-#}
{% macro assignment_state(observations, resolution_observations, as_of, known_at=none) %}
    with observed as (

        select
            *,
            status_code not in ('implemented', 'unknown') as is_open,
            row_number() over (partition by assignment_id order by as_of_on, received_at, delivery_id) as seq
        from {{ observations }}
        where
            as_of_on <= {{ as_of }}
            {%- if known_at is not none %}
            and known_at <= {{ known_at }}
            {%- endif %}

    ),

    whole_deliveries as (

        select distinct on (resolution_id)
            resolution_id,
            as_of_on,
            received_at,
            delivery_id
        from {{ resolution_observations }}
        where
            is_whole
            and as_of_on <= {{ as_of }}
            {%- if known_at is not none %}
            and known_at <= {{ known_at }}
            {%- endif %}
        order by resolution_id asc, as_of_on desc, received_at desc, delivery_id desc

    ),

    known_statuses as (

        select
            assignment_id,
            seq,
            status_code,
            lag(status_code) over (partition by assignment_id order by seq) as previous_status_code
        from observed
        where status_code <> 'unknown'

    ),

    reopenings as (

        select
            assignment_id,
            count(*) as n_reopened
        from known_statuses
        where previous_status_code = 'implemented' and status_code <> 'implemented'
        group by assignment_id

    ),

    spells as (

        select
            *,
            coalesce(max(seq) filter (where is_open) over (partition by assignment_id), 0) as last_open_seq
        from observed

    ),

    told as (

        select
            assignment_id,
            min(resolution_id) as resolution_id,
            min(agency_id) as agency_id,
            min(agency_key) as agency_key,
            min(agency_name_written) as agency_name_written,
            min(role) as role,
            (array_agg(agency_position order by seq desc))[1] as agency_position,
            count(*) as n_observations,
            min(as_of_on) as first_seen_on,
            max(as_of_on) as last_seen_on,
            (array_agg(received_at order by seq desc))[1] as last_received_at,
            (array_agg(delivery_id order by seq desc))[1] as last_delivery_id,
            (array_agg(status_code order by seq desc))[1] as status_code,
            (array_agg(status_source order by seq desc))[1] as status_source,
            (array_agg(progress_pct order by seq desc))[1] as progress_pct,
            bool_or(has_status_conflict) as has_status_conflict,
            bool_or(status_code = 'refused') as was_refused,
            bool_or(status_code = 'referred_national') as was_referred_national,
            (array_agg(session_on order by seq desc) filter (where session_on is not null))[1] as session_on,
            (array_agg(notified_on order by seq desc) filter (where notified_on is not null))[1] as notified_on,
            max(reported_on) as reported_on,
            (array_agg(due_on order by seq) filter (where due_on is not null))[1] as due_on,
            (array_agg(due_source order by seq) filter (where due_on is not null))[1] as due_source,
            (array_agg(due_on order by seq desc) filter (where due_on is not null))[1] as current_due_on,
            count(distinct due_on) as n_due_dates,
            max(as_of_on) filter (where seq = last_open_seq) as last_open_on,
            min(as_of_on) filter (where status_code = 'implemented' and seq > last_open_seq) as first_done_on,
            (
                array_agg(implemented_on order by seq desc)
                filter (where implemented_on is not null and status_code = 'implemented' and seq > last_open_seq)
            )[1] as implemented_on
        from spells
        group by assignment_id

    )

    select
        told.assignment_id,
        told.resolution_id,
        told.agency_id,
        told.agency_key,
        told.agency_name_written,
        told.role,
        told.agency_position,
        told.n_observations,
        told.first_seen_on,
        told.last_seen_on,
        told.status_code,
        told.status_source,
        told.progress_pct,
        told.has_status_conflict,
        told.was_refused,
        told.was_referred_national,
        coalesce(reopenings.n_reopened, 0) as n_reopened,
        told.session_on,
        told.notified_on,
        told.reported_on,
        told.due_on,
        told.due_source,
        told.current_due_on,
        greatest(told.n_due_dates - 1, 0) as n_due_changes,
        told.last_open_on,
        told.first_done_on,
        case when told.status_code = 'implemented' then told.implemented_on end as implemented_on,
        case
            when told.status_code = 'implemented'
                then least(
                    coalesce(told.implemented_on, told.last_open_on + 1, told.session_on),
                    coalesce(told.implemented_on, told.first_done_on)
                )
        end as implemented_from_on,
        case
            when told.status_code = 'implemented' then coalesce(told.implemented_on, told.first_done_on)
        end as implemented_until_on,
        coalesce(
            (told.last_seen_on, told.last_received_at, told.last_delivery_id)
            >= (whole_deliveries.as_of_on, whole_deliveries.received_at, whole_deliveries.delivery_id),
            true
        ) as is_in_effect
    from told
    left join reopenings
        on told.assignment_id = reopenings.assignment_id
    left join whole_deliveries
        on told.resolution_id = whole_deliveries.resolution_id
{% endmacro %}

{#-
    The state of every resolution: what its deliveries say of it, and the roll-up of the assignments in effect.
    All done is done; of several statuses the gravest speaks; excluded ones count only where nothing else is left.
    A value that the last delivery leaves empty is kept from the one before.
    `assignments` holds the assignments' state with the flags of their statuses.
-#}
{% macro resolution_state(resolution_observations, assignments, statuses, as_of, known_at=none) %}
    {%- set kept_columns = resolution_text_columns() %}
    with observed as (

        select
            *,
            row_number() over (partition by resolution_id order by as_of_on, received_at, delivery_id) as seq,
            count(*) over (partition by resolution_id) as n_observations
        from {{ resolution_observations }}
        where
            as_of_on <= {{ as_of }}
            {%- if known_at is not none %}
            and known_at <= {{ known_at }}
            {%- endif %}

    ),

    last_said as (

        select * from observed
        where seq = n_observations

    ),

    kept as (

        select
            resolution_id,
            min(as_of_on) as first_seen_on,
            {{ first_stated(kept_columns, 'seq desc') }},
            count(distinct resolution_text) as n_texts
        from observed
        group by resolution_id

    ),

    counted as (

        select
            resolution_id,
            count(*) as n_assignments,
            count(*) filter (where role <> 'applicant') as n_agencies,
            count(*) filter (where status_group not in ('excluded', 'not_a_resolution')) as n_counted,
            count(distinct status_code) filter (where status_group not in ('excluded', 'not_a_resolution'))
                as n_counted_statuses,
            min(status_code) filter (where status_group not in ('excluded', 'not_a_resolution')) as one_counted_status,
            (
                array_agg(status_code order by agency_position, assignment_id)
                filter (where status_group in ('excluded', 'not_a_resolution'))
            )[1] as excluded_status,
            bool_or(status_code = 'refused') as is_any_refused,
            bool_or(status_code = 'not_implemented') as is_any_not_implemented,
            bool_or(status_code in ('implemented', 'partial')) as is_any_done,
            bool_or(status_code in ('in_progress', 'referred_other', 'objected')) as is_any_under_way,
            bool_or(status_code = 'suspended') as is_any_suspended,
            bool_or(status_code = 'notified') as is_any_notified,
            avg(
                case
                    when status_code = 'implemented' then 1
                    when status_code = 'partial' then coalesce(progress_pct / 100, 0.5)
                    else 0
                end
            ) filter (where status_group not in ('excluded', 'not_a_resolution')) as mean_weight,
            bool_or(status_code = 'partial' and progress_pct is null) as is_any_progress_missing,
            bool_or(was_referred_national) as was_referred_national,
            bool_or(has_status_conflict) as has_status_conflict,
            max(n_reopened) as n_reopened,
            max(due_on) filter (where status_group not in ('excluded', 'not_a_resolution')) as due_on,
            max(current_due_on) filter (where status_group not in ('excluded', 'not_a_resolution')) as current_due_on,
            max(due_on) as any_due_on,
            max(current_due_on) as any_current_due_on,
            min(due_source) as due_source,
            max(n_due_changes) as n_due_changes,
            max(reported_on) as reported_on,
            max(implemented_from_on) as implemented_from_on,
            max(implemented_until_on) as implemented_until_on,
            max(implemented_on) as implemented_on,
            bool_and(implemented_on is not null)
                filter (where status_group not in ('excluded', 'not_a_resolution')) as is_every_date_written
        from {{ assignments }}
        where is_in_effect
        group by resolution_id

    ),

    rolled_up as (

        select
            *,
            case
                when n_counted = 0 then excluded_status
                when n_counted_statuses = 1 then one_counted_status
                when is_any_refused then 'refused'
                when is_any_not_implemented then 'not_implemented'
                when is_any_done then 'partial'
                when is_any_under_way then 'in_progress'
                when is_any_suspended then 'suspended'
                when is_any_notified then 'notified'
                else 'unknown'
            end as status_code
        from counted

    )

    select
        last_said.resolution_id,
        last_said.resolution_key,
        last_said.n_observations,
        kept.first_seen_on,
        last_said.as_of_on as last_seen_on,
        last_said.delivery_id as last_delivery_id,
        last_said.content_document_id as document_id,
        last_said.source_id,
        last_said.first_line_no as line_no,
        last_said.n_lines,
        {%- for column in kept_columns %}
        kept.{{ column }},
        {%- endfor %}
        last_said.category_codes,
        last_said.n_follow_ups,
        last_said.n_issues,
        last_said.is_hidden,
        kept.n_texts,
        rolled_up.n_assignments,
        rolled_up.n_agencies,
        rolled_up.status_code,
        statuses.status_group,
        statuses.in_gross,
        statuses.in_net,
        statuses.counts_as_implemented as is_implemented,
        statuses.overdue_eligible as is_overdue_eligible,
        rolled_up.was_referred_national,
        rolled_up.has_status_conflict,
        rolled_up.n_reopened,
        case
            when rolled_up.status_code = 'implemented' then 1
            when rolled_up.status_code = 'partial' then rolled_up.mean_weight
            else 0
        end::numeric(7, 4) as weight,
        rolled_up.status_code = 'partial' and rolled_up.is_any_progress_missing as is_weight_assumed,
        case when rolled_up.n_counted = 0 then rolled_up.any_due_on else rolled_up.due_on end as due_on,
        rolled_up.due_source,
        case when rolled_up.n_counted = 0 then rolled_up.any_current_due_on else rolled_up.current_due_on end
            as current_due_on,
        rolled_up.n_due_changes,
        rolled_up.reported_on,
        case
            when statuses.counts_as_implemented and rolled_up.is_every_date_written then rolled_up.implemented_on
        end as implemented_on,
        case when statuses.counts_as_implemented then rolled_up.implemented_from_on end as implemented_from_on,
        case when statuses.counts_as_implemented then rolled_up.implemented_until_on end as implemented_until_on
    from last_said
    inner join kept
        on last_said.resolution_id = kept.resolution_id
    inner join rolled_up
        on last_said.resolution_id = rolled_up.resolution_id
    inner join {{ statuses }} as statuses
        on rolled_up.status_code = statuses.status_code
{% endmacro %}

{#- The columns that say what a resolution is; every one may be missing in a line or a delivery. -#}
{% macro resolution_text_columns() -%}
    {{ return([
        'province_id', 'session_id', 'session_no', 'session_on', 'notified_on', 'resolution_no', 'unit_id', 'unit_key',
        'unit_name', 'unit_national_id', 'county', 'problem_text', 'resolution_text', 'amount_rial', 'notes',
    ]) }}
{%- endmacro %}

{#- Of several rows the first value in the given order that is not null, for each column. -#}
{% macro first_stated(columns, order) -%}
    {%- for column in columns -%}
        (array_agg({{ column }} order by {{ order }}) filter (where {{ column }} is not null))[1] as {{ column }}
        {%- if not loop.last %},
        {% endif -%}
    {%- endfor -%}
{%- endmacro %}
