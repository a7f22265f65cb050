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

),

judged as (

    {{ resolution_state('attributes', 'rollup', 'rereferred', 'calendar') }}

)

select
    judged.*,
    coalesce(told_sessions.last_told_on > judged.last_seen_on, false) as is_vanished
from judged
left join told_sessions
    on judged.session_id = told_sessions.session_id
-- depends_on: {{ ref('int_touched_resolutions') }}
