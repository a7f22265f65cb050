{#-
    Which observations count: those of days up to `as_of`; of these what is held now, or what was held at `known_at`
    (an SQL expression). `touched`: a relation of the resolution_ids to look at; none: all.
-#}
{% macro observed_by(observations, as_of, known_at=none, touched=none) %}
    select *
    from {{ observations }}
    where
        as_of_on <= {{ as_of }}
        {%- if known_at is none %}
        and known_to is null
        {%- else %}
        and known_from <= {{ known_at }}
        and (known_to is null or known_to > {{ known_at }})
        {%- endif %}
        {%- if touched is not none %}
        and resolution_id in (select resolution_id from {{ touched }})
        {%- endif %}
{% endmacro %}

{#-
    The state of every assignment, from the relation or CTE `observed`. Observations are ordered by the day they tell, then by
    arrival: an older one never overwrites a newer one.

    Implementation is known to lie between implemented_from_on and implemented_until_on: the written date, or else the day after
    the last delivery that showed the duty open, and the first delivery after it that showed it done. One that no delivery showed
    open is not before its session; where the session has no day either, nothing says how early it was (null).
-#}
{% macro assignment_state(observed) %}
    with sequenced as (

        select
            *,
            status_code not in ('implemented', 'unknown') as is_open,
            row_number() over in_order as seq,
            lead(1) over in_order is null as is_last
        from {{ observed }}
        window in_order as (partition by assignment_id order by as_of_on, received_at, delivery_id)

    ),

    last_whole as (

        select distinct on (resolution_id)
            resolution_id,
            as_of_on,
            received_at,
            delivery_id
        from {{ observed }}
        where is_whole
        order by resolution_id asc, as_of_on desc, received_at desc, delivery_id desc

    ),

    spells as (

        select
            *,
            count(*) over (partition by assignment_id) as n_observations,
            coalesce(max(seq) filter (where is_open) over (partition by assignment_id), 0) as last_open_seq,
            max(seq) filter (where status_code <> 'unknown') over (
                partition by assignment_id
                order by seq rows between unbounded preceding and 1 preceding
            ) as previous_known_seq
        from sequenced

    ),

    stepped as (

        select
            spells.*,
            coalesce(spells.is_open and before.status_code = 'implemented', false) as is_reopening
        from spells
        left join sequenced as before
            on
                spells.is_open
                and spells.assignment_id = before.assignment_id
                and spells.previous_known_seq = before.seq

    ),

    told as (

        select
            assignment_id,
            min(as_of_on) as first_seen_on,
            max(as_of_on) as last_seen_on,
            bool_or(has_status_conflict) as has_status_conflict,
            bool_or(status_code = 'refused') as was_refused,
            bool_or(status_code = 'referred_national') as was_referred_national,
            count(*) filter (where is_reopening) as n_reopened,
            max(reported_on) as reported_on,
            min(reported_on) as first_reported_on,
            {{ first_stated(['notified_on'], 'seq desc') }},
            {{ first_stated(['due_on', 'due_source'], 'seq') }},
            (array_agg(due_on order by seq desc) filter (where due_on is not null))[1] as current_due_on,
            greatest(count(distinct due_on) - 1, 0) as n_due_changes,
            max(as_of_on) filter (where seq = last_open_seq) as last_open_on,
            min(as_of_on) filter (where status_code = 'implemented' and seq > last_open_seq) as first_done_on,
            (
                array_agg(implemented_on order by seq desc)
                filter (where implemented_on is not null and status_code = 'implemented' and seq > last_open_seq)
            )[1] as implemented_on,
            (array_agg(session_on order by seq desc) filter (where session_on is not null))[1] as session_on
        from stepped
        group by assignment_id

    ),

    last_said as (

        select * from spells
        where is_last

    )

    select
        told.assignment_id,
        last_said.resolution_id,
        last_said.agency_id,
        last_said.ministry_id,
        last_said.agency_key,
        last_said.agency_name_written,
        last_said.role,
        last_said.agency_position,
        last_said.n_observations,
        told.first_seen_on,
        told.last_seen_on,
        last_said.status_code,
        last_said.status_source,
        last_said.progress_pct,
        told.has_status_conflict,
        told.was_refused,
        told.was_referred_national,
        told.n_reopened,
        told.session_on,
        told.notified_on,
        told.first_reported_on,
        told.reported_on,
        told.due_on,
        told.due_source,
        told.current_due_on,
        told.n_due_changes,
        told.last_open_on,
        told.first_done_on,
        case when last_said.status_code = 'implemented' then told.implemented_on end as implemented_on,
        case
            when last_said.status_code <> 'implemented' then null
            when told.implemented_on is not null then told.implemented_on
            -- least() passes over nulls: without a day that it was open, or of its session, nothing is known
            when coalesce(told.last_open_on, told.session_on) is not null
                then least(coalesce(told.last_open_on + 1, told.session_on), told.first_done_on)
        end as implemented_from_on,
        case
            when last_said.status_code = 'implemented' then coalesce(told.implemented_on, told.first_done_on)
        end as implemented_until_on,
        coalesce(
            (last_said.as_of_on, last_said.received_at, last_said.delivery_id)
            >= (last_whole.as_of_on, last_whole.received_at, last_whole.delivery_id),
            true
        ) as is_in_effect
    from told
    inner join last_said
        on told.assignment_id = last_said.assignment_id
    left join last_whole
        on last_said.resolution_id = last_whole.resolution_id
{% endmacro %}

{#- The columns that say what a resolution is; every one may be missing in a line or a delivery. -#}
{% macro resolution_text_columns() -%}
    {{ return([
        'province_id', 'level', 'session_id', 'session_no', 'session_on', 'notified_on', 'resolution_no', 'unit_id', 'unit_key',
        'unit_name', 'unit_national_id', 'county', 'category_code', 'problem_text', 'resolution_text', 'amount_rial', 'notes',
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

{#-
    What the deliveries in `observed` say of every resolution. Of `kept` columns a value that the newest delivery leaves empty
    is kept from the one before; `last` columns are those of the newest delivery.
-#}
{% macro resolution_attributes(observed, kept, last=[]) %}
    with sequenced as (

        select
            *,
            row_number() over in_order as seq,
            lead(1) over in_order is null as is_last
        from {{ observed }}
        window in_order as (partition by resolution_id order by as_of_on, received_at, delivery_id, observation_id)

    ),

    summed_up as (

        select
            resolution_id,
            count(distinct delivery_id) as n_deliveries,
            min(as_of_on) as first_seen_on,
            max(as_of_on) as last_seen_on,
            {{ first_stated(kept, 'seq desc') }}
        from sequenced
        group by resolution_id

    )

    select
        summed_up.*
        {%- for column in last %},
        sequenced.{{ column }}
        {%- endfor %}
    from summed_up
    inner join sequenced
        on
            summed_up.resolution_id = sequenced.resolution_id
            and sequenced.is_last
{% endmacro %}

{#-
    Resolutions that another one followed within 365 days, of the same unit, problem category and agency: the matter came back.
-#}
{% macro rereferred(resolutions, assignments, as_of) %}
    with matters as (

        select
            resolutions.resolution_id,
            min(resolutions.session_on) over (
                partition by resolutions.unit_id, resolutions.category_code, assignments.agency_id
                order by resolutions.session_on
                range between interval '1 day' following and interval '365 days' following
            ) as next_on
        from {{ resolutions }} as resolutions
        inner join {{ assignments }} as assignments
            on resolutions.resolution_id = assignments.resolution_id
        where
            resolutions.unit_id is not null
            and resolutions.category_code is not null
            and resolutions.session_on <= {{ as_of }}
            and assignments.is_in_effect
            and assignments.role <> 'applicant'
            and assignments.agency_id <> 'UNKNOWN'

    )

    select distinct resolution_id
    from matters
    where next_on is not null
{% endmacro %}

{#-
    The status of every resolution: the roll-up of its assignments in effect, with the flags of the statuses.
    All done is done; of several statuses the gravest speaks; excluded ones count only where nothing else is left.
-#}
{% macro resolution_rollup(assignments, statuses) %}
    with assignments as (

        select
            *,
            status_group not in ('excluded', 'not_a_resolution') as is_counted
        from {{ assignments }}
        where is_in_effect

    ),

    counted as (

        select
            resolution_id,
            count(*) as n_assignments,
            count(*) filter (where role <> 'applicant') as n_agencies,
            count(*) filter (where is_counted) as n_counted,
            count(distinct status_code) filter (where is_counted) as n_counted_statuses,
            min(status_code) filter (where is_counted) as one_counted_status,
            (array_agg(status_code order by agency_position, assignment_id) filter (where not is_counted))[1]
                as excluded_status,
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
            ) filter (where is_counted) as mean_weight,
            bool_or(status_code = 'partial' and progress_pct is null) as is_any_progress_missing,
            bool_or(was_refused) as was_refused,
            bool_or(was_referred_national) as was_referred_national,
            bool_or(has_status_conflict) as has_status_conflict,
            max(n_reopened) as n_reopened,
            max(due_on) filter (where is_counted) as due_on,
            max(current_due_on) filter (where is_counted) as current_due_on,
            max(due_on) as any_due_on,
            max(current_due_on) as any_current_due_on,
            min(due_source) as due_source,
            max(n_due_changes) as n_due_changes,
            max(reported_on) as reported_on,
            max(implemented_from_on) as implemented_from_on,
            max(implemented_until_on) as implemented_until_on,
            max(implemented_on) as implemented_on,
            bool_and(implemented_on is not null) filter (where is_counted) as is_every_date_written
        from assignments
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
        rolled_up.resolution_id,
        rolled_up.n_assignments,
        rolled_up.n_agencies,
        rolled_up.status_code,
        statuses.status_group,
        statuses.in_gross,
        statuses.in_net,
        statuses.counts_as_implemented as is_implemented,
        statuses.overdue_eligible as is_overdue_eligible,
        rolled_up.was_refused,
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
    from rolled_up
    inner join {{ statuses }} as statuses
        on rolled_up.status_code = statuses.status_code
{% endmacro %}

{#- Every resolution with its attributes, its roll-up, whether its matter came back, and its Solar-Hijri month of approval. -#}
{% macro resolution_state(attributes, rollup, rereferred, calendar) %}
    select
        attributes.*,
        rollup.n_assignments,
        rollup.n_agencies,
        rollup.status_code,
        rollup.status_group,
        rollup.in_gross,
        rollup.in_net,
        rollup.is_implemented,
        rollup.is_overdue_eligible,
        rollup.was_refused,
        rollup.was_referred_national,
        rollup.has_status_conflict,
        rollup.n_reopened,
        rollup.n_reopened > 0 or rereferred.resolution_id is not null as is_rereferred,
        rollup.weight,
        rollup.is_weight_assumed,
        rollup.due_on,
        rollup.due_source,
        rollup.current_due_on,
        rollup.n_due_changes,
        rollup.reported_on,
        rollup.implemented_on,
        rollup.implemented_from_on,
        rollup.implemented_until_on,
        calendar.jalali_year as approved_year,
        calendar.jalali_quarter as approved_quarter,
        calendar.jalali_month as approved_month,
        {{ month_key('attributes.province_id', 'calendar.jalali_month_label') }} as month_key
    from {{ attributes }} as attributes
    inner join {{ rollup }} as rollup
        on attributes.resolution_id = rollup.resolution_id
    left join {{ rereferred }} as rereferred
        on attributes.resolution_id = rereferred.resolution_id
    left join {{ calendar }} as calendar
        on attributes.session_on = calendar.date_on
{% endmacro %}
