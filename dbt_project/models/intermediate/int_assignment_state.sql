with state as (

    {{ assignment_state(ref('int_assignment_observations'), ref('int_resolution_observations'), as_of()) }}

),

agency_ministries as (

    select * from {{ ref('int_agency_ministries') }}

),

statuses as (

    select * from {{ ref('statuses') }}

)

select
    state.*,
    agency_ministries.ministry_id,
    statuses.status_group,
    statuses.in_gross,
    statuses.in_net,
    statuses.counts_as_implemented as is_implemented,
    statuses.overdue_eligible as is_overdue_eligible
from state
inner join statuses
    on state.status_code = statuses.status_code
inner join agency_ministries
    on
        state.agency_id = agency_ministries.agency_id
        and coalesce(state.session_on, state.first_seen_on)
        between agency_ministries.valid_from_on and agency_ministries.valid_to_on
