{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='observation_id',
    indexes=[
        {'columns': ['observation_id'], 'unique': true},
        {'columns': ['delivery_id', 'known_from']},
        {'columns': ['resolution_id']},
        {'columns': ['written_at']},
        {'columns': ['as_of_on']},
    ],
) }}
{#-
    What one delivery says of one agency's duty. Lines that give different statuses for it leave the status unknown.
    An implementation date before the session or after the arrival is not a date: it is left out and marked.
    The ministry is the one to which the agency was charged on the day of the session.
    Time is kept twice, as in int_resolution_observations; with each row go the resolution's own facts of that delivery.
-#}
with new_deliveries as (

    {{ new_deliveries(this if is_incremental() else none) }}

),

resolutions as (

    select observed.*
    from {{ ref('int_resolution_observations') }} as observed
    inner join new_deliveries
        on
            observed.delivery_id = new_deliveries.delivery_id
            and observed.known_from = new_deliveries.known_from

),

agency_ministries as (

    select * from {{ ref('int_agency_ministries') }}

),

lines as (

    select * from {{ ref('int_resolution_lines') }}

),

line_agencies as (

    select * from {{ ref('int_line_agencies') }}

),

spoken as (

    select
        lines.resolution_id,
        new_deliveries.delivery_id,
        line_agencies.agency_key,
        line_agencies.agency_id,
        line_agencies.agency_name_written,
        line_agencies.role,
        line_agencies.agency_position,
        lines.line_no,
        lines.status_code,
        lines.status_source,
        lines.progress_pct,
        lines.notified_on,
        lines.reported_on,
        lines.due_source,
        case when lines.session_on is null or lines.due_on >= lines.session_on then lines.due_on end as due_on,
        coalesce(
            lines.implemented_on_written < lines.session_on
            or lines.implemented_on_written > new_deliveries.received_on,
            false
        ) as is_implemented_on_rejected,
        lines.implemented_on_written
    from new_deliveries
    inner join lines
        on new_deliveries.content_document_id = lines.document_id
    inner join line_agencies
        on lines.line_id = line_agencies.line_id

),

merged as (

    select
        resolution_id,
        delivery_id,
        agency_key,
        min(agency_id) as agency_id,
        min(agency_name_written) as agency_name_written,
        min(role) as role,
        min(agency_position) as agency_position,
        min(line_no) as first_line_no,
        count(*) as n_lines,
        count(distinct status_code) filter (where status_code <> 'unknown') as n_statuses,
        min(status_code) filter (where status_code <> 'unknown') as known_status_code,
        min(status_source) as status_source,
        max(progress_pct) as progress_pct,
        max(notified_on) as notified_on,
        max(reported_on) as reported_on,
        max(due_on) as due_on,
        min(due_source) as due_source,
        max(case when not is_implemented_on_rejected then implemented_on_written end) as implemented_on,
        bool_or(is_implemented_on_rejected) as is_implemented_on_rejected
    from spoken
    group by resolution_id, delivery_id, agency_key

),

observations as (

    select
        {{ hash_id([
            'merged.resolution_id', 'merged.agency_key', 'merged.delivery_id', 'extract(epoch from resolutions.known_from)',
        ]) }} as observation_id,
        {{ hash_id(['merged.resolution_id', 'merged.agency_key']) }} as assignment_id,
        merged.resolution_id,
        merged.delivery_id,
        resolutions.content_document_id,
        resolutions.source_id,
        resolutions.as_of_on,
        resolutions.received_at,
        resolutions.known_from,
        null::timestamptz as known_to,
        {{ this_run() }} as written_at,
        resolutions.is_whole,
        merged.agency_key,
        merged.agency_id,
        agency_ministries.ministry_id,
        merged.agency_name_written,
        merged.role,
        merged.agency_position,
        merged.first_line_no,
        merged.n_lines,
        case when merged.n_statuses = 1 then merged.known_status_code else 'unknown' end as status_code,
        merged.n_statuses > 1 as has_status_conflict,
        merged.status_source,
        merged.progress_pct,
        merged.notified_on,
        merged.reported_on,
        merged.due_on,
        merged.due_source,
        merged.implemented_on,
        merged.is_implemented_on_rejected,
        resolutions.province_id,
        resolutions.level,
        resolutions.county,
        resolutions.unit_id,
        resolutions.session_id,
        resolutions.session_on,
        resolutions.category_code,
        resolutions.amount_rial
    from merged
    inner join resolutions
        on
            merged.resolution_id = resolutions.resolution_id
            and merged.delivery_id = resolutions.delivery_id
    inner join agency_ministries
        on
            merged.agency_id = agency_ministries.agency_id
            and coalesce(resolutions.session_on, resolutions.as_of_on)
            between agency_ministries.valid_from_on and agency_ministries.valid_to_on

)

select * from observations
{{ and_ended_observations('new_deliveries') }}
