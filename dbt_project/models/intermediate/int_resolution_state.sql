{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_touched('int_touched_resolutions', 'resolution_id') }}",
    post_hook="{{ mark_state('state') }}",
    indexes=[
        {'columns': ['resolution_id'], 'unique': true},
        {'columns': ['unit_id']},
        {'columns': ['session_id']},
        {'columns': ['month_key']},
        {'columns': ['due_on']},
        {'columns': ['current_due_on']},
        {'columns': ['session_on']},
    ],
) }}
with observed as (

    {{ observed_by(
        ref('int_resolution_observations'),
        as_of(),
        touched=ref('int_touched_resolutions') if is_incremental() else none
    ) }}

),

attributes as (

    {{ resolution_attributes(
        'observed',
        resolution_text_columns(),
        [
            'resolution_key', 'delivery_id', 'content_document_id', 'source_id', 'first_line_no', 'n_lines', 'category_codes',
            'n_follow_ups', 'n_issues', 'is_hidden',
        ],
    ) }}

),

assignments as (

    select * from {{ ref('int_assignment_state') }}
    {%- if is_incremental() %}
    where resolution_id in (select touched.resolution_id from {{ ref('int_touched_resolutions') }} as touched)
    {%- endif %}

),

rollup as (

    {{ resolution_rollup('assignments', ref('statuses')) }}

),

rereferred as (

    {{ rereferred('attributes', 'assignments', as_of()) }}

),

calendar as (

    select * from {{ ref('int_calendar') }}

),

told_sessions as (

    select
        session_id,
        max(as_of_on) as last_told_on
    from observed
    where session_id is not null
    group by session_id

)

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
    {{ month_key('attributes.province_id', 'calendar.jalali_month_label') }} as month_key,
    coalesce(told_sessions.last_told_on > attributes.last_seen_on, false) as is_vanished
from attributes
inner join rollup
    on attributes.resolution_id = rollup.resolution_id
left join rereferred
    on attributes.resolution_id = rereferred.resolution_id
left join calendar
    on attributes.session_on = calendar.date_on
left join told_sessions
    on attributes.session_id = told_sessions.session_id
-- depends_on: {{ ref('int_touched_resolutions') }}
