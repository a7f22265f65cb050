{#-
    To which ministry an agency is charged, and when.
    Before the first stated day and after the last, the agency's own row speaks.
-#}
with agencies as (

    select
        agency_id,
        ministry_id
    from {{ ref('int_agencies') }}

),

periods as (

    select
        agency_id,
        ministry_id,
        coalesce(valid_from, date '0001-01-01') as valid_from_on,
        coalesce(valid_to, date '9999-12-31') as valid_to_on
    from {{ ref('agency_ministry_history') }}

),

edges as (

    select
        agency_id,
        min(valid_from_on) as first_on,
        max(valid_to_on) as last_on
    from periods
    group by agency_id

),

unstated as (

    select
        agencies.agency_id,
        agencies.ministry_id,
        coalesce(edges.first_on, date '0001-01-01') as first_on,
        coalesce(edges.last_on, date '9999-12-31') as last_on,
        edges.agency_id is null as has_no_period
    from agencies
    left join edges
        on agencies.agency_id = edges.agency_id

),

completed as (

    select
        agency_id,
        ministry_id,
        valid_from_on,
        valid_to_on,
        true as is_stated
    from periods

    union all

    select
        agency_id,
        ministry_id,
        date '0001-01-01' as valid_from_on,
        case when has_no_period then date '9999-12-31' else first_on - 1 end as valid_to_on,
        false as is_stated
    from unstated
    where has_no_period or first_on > date '0001-01-01'

    union all

    select
        agency_id,
        ministry_id,
        last_on + 1 as valid_from_on,
        date '9999-12-31' as valid_to_on,
        false as is_stated
    from unstated
    where not has_no_period and last_on < date '9999-12-31'

)

select
    agency_id || ':' || valid_from_on as agency_ministry_id,
    agency_id,
    ministry_id,
    valid_from_on,
    valid_to_on,
    is_stated
from completed
