with state as (

    {{ resolution_state(
        ref('int_resolution_observations'), ref('int_assignment_state'), ref('statuses'), as_of()
    ) }}

),

calendar as (

    select * from {{ ref('int_calendar') }}

),

first_agencies as (

    select distinct on (resolution_id)
        resolution_id,
        ministry_id
    from {{ ref('int_assignment_state') }}
    where is_in_effect
    order by resolution_id, agency_position, assignment_id

),

category_ministries as (

    select * from {{ ref('problem_category_ministries') }}

),

primary_categories as (

    -- Of several categories the one that the first agency's ministry answers for is the primary one; else the first code.
    select distinct on (state.resolution_id)
        state.resolution_id,
        category.category_code
    from state
    cross join lateral unnest(state.category_codes) with ordinality as category (category_code, category_position)
    left join first_agencies
        on state.resolution_id = first_agencies.resolution_id
    left join category_ministries
        on
            category.category_code = category_ministries.code
            and first_agencies.ministry_id = category_ministries.ministry_id
    order by
        state.resolution_id asc,
        category_ministries.rank asc nulls last,
        category.category_position asc

),

later_deliveries as (

    select
        session_id,
        max(as_of_on) as last_told_on
    from {{ ref('int_resolution_observations') }}
    where session_id is not null and as_of_on <= {{ as_of() }}
    group by session_id

)

select
    state.*,
    primary_categories.category_code as primary_category_code,
    calendar.jalali_year as approved_year,
    calendar.jalali_quarter as approved_quarter,
    calendar.jalali_month as approved_month,
    coalesce(later_deliveries.last_told_on > state.last_seen_on, false) as is_vanished
from state
left join primary_categories
    on state.resolution_id = primary_categories.resolution_id
left join calendar
    on state.session_on = calendar.date_on
left join later_deliveries
    on state.session_id = later_deliveries.session_id
