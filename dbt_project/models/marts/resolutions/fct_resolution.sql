with resolutions as (

    select * from {{ ref('int_resolution_state') }}
    {{ only_touched('resolution_id') }}

),

cases as (

    {{ due_cases('resolution') }}

),

counties as (

    select * from {{ ref('int_counties') }}

)

select
    resolutions.resolution_id,
    resolutions.province_id,
    resolutions.level,
    counties.county_id,
    resolutions.session_id,
    resolutions.unit_id,
    resolutions.category_code,
    resolutions.source_id,
    resolutions.session_on as approved_on,
    resolutions.notified_on,
    resolutions.due_on,
    resolutions.current_due_on,
    resolutions.status_code,
    resolutions.implemented_on,
    resolutions.implemented_from_on,
    resolutions.implemented_until_on,
    coalesce(cases.is_due, false) as is_due,
    cases.timeliness,
    coalesce(cases.is_overdue, false) as is_overdue,
    resolutions.in_gross as is_in_gross,
    resolutions.in_net as is_in_net,
    cases.case_id is not null as is_in_rates,
    resolutions.is_implemented,
    resolutions.is_overdue_eligible,
    resolutions.weight,
    resolutions.is_rereferred,
    resolutions.was_refused,
    resolutions.was_referred_national,
    resolutions.n_assignments::integer as n_assignments,
    resolutions.n_reopened::integer as n_reopened,
    resolutions.n_due_changes::integer as n_due_changes,
    resolutions.amount_rial,
    resolutions.first_seen_on,
    resolutions.last_seen_on,
    resolutions.is_vanished,
    resolutions.content_document_id as document_id,
    resolutions.first_line_no as line_no
from resolutions
left join cases
    on resolutions.resolution_id = cases.case_id
left join counties
    on
        resolutions.province_id = counties.province_id
        and {{ county_key('resolutions.county') }} = counties.county_key
-- depends_on: {{ ref('int_touched_resolutions') }}
