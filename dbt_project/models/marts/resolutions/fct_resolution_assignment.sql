with assignments as (

    select * from {{ ref('int_assignment_state') }}
    {{ only_touched('resolution_id') }}

),

resolutions as (

    select
        resolution_id,
        province_id,
        session_on
    from {{ ref('int_resolution_state') }}
    {{ only_touched('resolution_id') }}

),

cases as (

    {{ due_cases('assignment') }}

)

select
    assignments.assignment_id,
    assignments.resolution_id,
    resolutions.province_id,
    assignments.agency_id,
    assignments.ministry_id,
    assignments.agency_name_written as agency_written,
    assignments.role,
    assignments.agency_position,
    assignments.is_in_effect,
    resolutions.session_on as approved_on,
    assignments.notified_on,
    assignments.due_on,
    assignments.current_due_on,
    assignments.due_source,
    assignments.status_code,
    assignments.status_source,
    assignments.progress_pct,
    assignments.first_reported_on,
    assignments.reported_on,
    assignments.implemented_on,
    assignments.implemented_from_on,
    assignments.implemented_until_on,
    coalesce(cases.is_due, false) as is_due,
    cases.timeliness,
    coalesce(cases.is_overdue, false) as is_overdue,
    assignments.in_gross as is_in_gross,
    assignments.in_net as is_in_net,
    cases.case_id is not null as is_in_rates,
    assignments.is_implemented,
    assignments.is_overdue_eligible,
    assignments.was_refused,
    assignments.n_reopened::integer as n_reopened,
    assignments.n_observations::integer as n_observations,
    assignments.first_seen_on,
    assignments.last_seen_on
from assignments
inner join resolutions
    on assignments.resolution_id = resolutions.resolution_id
left join cases
    on assignments.assignment_id = cases.case_id
-- depends_on: {{ ref('int_touched_resolutions') }}
