{#-
    The cases that rates count: resolutions once, and each agency's assignments once. The applicant's own duties block a
    resolution but are charged to no agency. A session later than the day shown is not yet a case.
-#}
with resolutions as (

    select * from {{ ref('int_resolution_state') }}
    where session_on is null or session_on <= {{ as_of() }}

),

assignments as (

    select * from {{ ref('int_assignment_state') }}
    where is_in_effect and role <> 'applicant'

),

agencies as (

    select
        agency_id,
        is_bank
    from {{ ref('int_agencies') }}

),

cases as (

    select
        'resolution' as grain,
        resolution_id as case_id,
        resolution_id,
        province_id,
        county,
        unit_id,
        session_id,
        primary_category_code as category_code,
        null as ministry_id,
        null as agency_id,
        null::boolean as is_bank,
        session_on as approved_on,
        approved_year,
        approved_quarter,
        approved_month,
        status_code,
        in_gross,
        in_net,
        is_implemented,
        is_overdue_eligible,
        weight,
        due_on,
        current_due_on,
        implemented_on,
        implemented_from_on,
        implemented_until_on
    from resolutions

    union all

    select
        'assignment' as grain,
        assignments.assignment_id as case_id,
        assignments.resolution_id,
        resolutions.province_id,
        resolutions.county,
        resolutions.unit_id,
        resolutions.session_id,
        resolutions.primary_category_code as category_code,
        assignments.ministry_id,
        assignments.agency_id,
        agencies.is_bank,
        resolutions.session_on as approved_on,
        resolutions.approved_year,
        resolutions.approved_quarter,
        resolutions.approved_month,
        assignments.status_code,
        assignments.in_gross,
        assignments.in_net,
        assignments.is_implemented,
        assignments.is_overdue_eligible,
        case
            when assignments.is_implemented then 1
            when assignments.status_code = 'partial' then coalesce(assignments.progress_pct / 100, 0.5)
            else 0
        end::numeric(7, 4) as weight,
        assignments.due_on,
        assignments.current_due_on,
        assignments.implemented_on,
        assignments.implemented_from_on,
        assignments.implemented_until_on
    from assignments
    inner join resolutions
        on assignments.resolution_id = resolutions.resolution_id
    inner join agencies
        on assignments.agency_id = agencies.agency_id

)

select
    *,
    in_net and due_on <= {{ as_of() }} as is_due,
    case
        when not is_implemented or due_on is null then null
        when implemented_until_on <= due_on then 'on_time'
        when implemented_from_on > due_on then 'late'
        else 'undetermined'
    end as timeliness,
    is_overdue_eligible and due_on < {{ as_of() }} as is_overdue
from cases
