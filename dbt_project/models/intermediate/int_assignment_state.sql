{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_touched('int_touched_resolutions', 'resolution_id') }}",
    indexes=[
        {'columns': ['assignment_id'], 'unique': true},
        {'columns': ['resolution_id']},
        {'columns': ['due_on']},
        {'columns': ['current_due_on']},
        {'columns': ['notified_on']},
    ],
) }}
with observed as (

    {{ observed_by(
        ref('int_assignment_observations'),
        as_of(),
        touched=ref('int_touched_resolutions') if is_incremental() else none
    ) }}

),

state as (

    {{ assignment_state('observed') }}

),

statuses as (

    select * from {{ ref('statuses') }}

)

select
    state.*,
    statuses.status_group,
    statuses.in_gross,
    statuses.in_net,
    statuses.counts_as_implemented as is_implemented,
    statuses.overdue_eligible as is_overdue_eligible
from state
inner join statuses
    on state.status_code = statuses.status_code
-- depends_on: {{ ref('int_touched_resolutions') }}
