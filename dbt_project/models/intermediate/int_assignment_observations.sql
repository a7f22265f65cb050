{#-
    What one delivery says of one agency's duty. Lines that give different statuses for it leave the status unknown.
    An implementation date before the session or after the arrival is not a date: it is left out and marked.
-#}
with deliveries as (

    select * from {{ ref('int_deliveries') }}

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
        line_agencies.agency_key,
        line_agencies.agency_id,
        line_agencies.agency_name_written,
        line_agencies.role,
        line_agencies.agency_position,
        deliveries.delivery_id,
        deliveries.content_document_id,
        deliveries.as_of_on,
        deliveries.received_at,
        greatest(deliveries.loaded_at, lines.loaded_at) as known_at,
        lines.line_no,
        lines.status_code,
        lines.status_source,
        lines.progress_pct,
        lines.session_on,
        lines.notified_on,
        lines.reported_on,
        lines.due_source,
        case when lines.session_on is null or lines.due_on >= lines.session_on then lines.due_on end as due_on,
        coalesce(
            lines.implemented_on_written < lines.session_on
            or lines.implemented_on_written > deliveries.received_on,
            false
        ) as is_implemented_on_rejected,
        lines.implemented_on_written
    from deliveries
    inner join lines
        on deliveries.content_document_id = lines.document_id
    inner join line_agencies
        on lines.line_id = line_agencies.line_id

),

merged as (

    select
        resolution_id,
        agency_key,
        delivery_id,
        content_document_id,
        as_of_on,
        received_at,
        max(known_at) as known_at,
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
        max(session_on) as session_on,
        max(notified_on) as notified_on,
        max(reported_on) as reported_on,
        max(due_on) as due_on,
        min(due_source) as due_source,
        max(case when not is_implemented_on_rejected then implemented_on_written end) as implemented_on,
        bool_or(is_implemented_on_rejected) as is_implemented_on_rejected
    from spoken
    group by resolution_id, agency_key, delivery_id, content_document_id, as_of_on, received_at

)

select
    {{ hash_id(['resolution_id', 'agency_key', 'delivery_id']) }} as observation_id,
    {{ hash_id(['resolution_id', 'agency_key']) }} as assignment_id,
    resolution_id,
    agency_key,
    delivery_id,
    content_document_id,
    as_of_on,
    received_at,
    known_at,
    agency_id,
    agency_name_written,
    role,
    agency_position,
    first_line_no,
    n_lines,
    case when n_statuses = 1 then known_status_code else 'unknown' end as status_code,
    n_statuses > 1 as has_status_conflict,
    status_source,
    progress_pct,
    session_on,
    notified_on,
    reported_on,
    due_on,
    due_source,
    implemented_on,
    is_implemented_on_rejected
from merged
