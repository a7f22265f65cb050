{{ config(indexes=[{'columns': ['resolution_id'], 'unique': true}]) }}
{#-
    Resolutions of which a case is counted otherwise because days went by since the publication: where its age passes a mark, or a
    deadline or an expected report lies between the two days.
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

ages as (

    select marks.days_old
    from (values (31), (61), (91), (181), (365), (366)) as marks (days_old)

),

passing as (

    select resolutions.resolution_id
    from {{ ref('int_resolution_state') }} as resolutions
    cross join days
    cross join ages
    where resolutions.session_on between days.from_on - ages.days_old and days.until_on - ages.days_old

    union

    select assignments.resolution_id
    from {{ ref('int_assignment_state') }} as assignments
    cross join days
    where assignments.due_on between days.from_on and days.until_on

    union

    select assignments.resolution_id
    from {{ ref('int_assignment_state') }} as assignments
    cross join days
    where assignments.current_due_on between days.from_on and days.until_on

    union

    select assignments.resolution_id
    from {{ ref('int_assignment_state') }} as assignments
    cross join days
    where assignments.notified_on between days.from_on - 30 and days.until_on - 30

)

select resolution_id
from passing
