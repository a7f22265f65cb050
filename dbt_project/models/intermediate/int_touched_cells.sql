{{ config(indexes=[{'columns': ['month_key'], 'unique': true}]) }}
{#-
    The cells (province and month of approval) in which a count may have changed since the publication: where a touched
    resolution was or is, and where a case's age or expected report passes a mark between the two days.
-#}
with publication as (

    {{ last_publication() }}

),

days as (

    select
        least(publication.as_of_on, marks.as_of_on, {{ as_of() }}) as from_on,
        greatest(publication.as_of_on, marks.as_of_on, {{ as_of() }}) as until_on
    from publication
    left join {{ target.schema }}.state_marks as marks
        on marks.name = 'cells'

),

touched as (

    select * from {{ ref('int_touched_resolutions') }}

),

resolutions as (

    select * from {{ ref('int_resolution_state') }}

),

assignments as (

    select * from {{ ref('int_assignment_state') }}

),

ages as (

    select marks.days_old
    from (values (31), (61), (91), (181), (365), (366)) as marks (days_old)

),

cells as (

    select previous_month_key as month_key
    from touched

    union

    select resolutions.month_key
    from resolutions
    inner join touched
        on resolutions.resolution_id = touched.resolution_id

    union

    select resolutions.month_key
    from resolutions
    cross join days
    cross join ages
    where resolutions.session_on between days.from_on - ages.days_old and days.until_on - ages.days_old

    union

    select resolutions.month_key
    from assignments
    cross join days
    inner join resolutions
        on assignments.resolution_id = resolutions.resolution_id
    where
        assignments.due_on between days.from_on and days.until_on
        or assignments.current_due_on between days.from_on and days.until_on
        or assignments.notified_on between days.from_on - 30 and days.until_on - 30

)

select month_key
from cells
where month_key is not null
