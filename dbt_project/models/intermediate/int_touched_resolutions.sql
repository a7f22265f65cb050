{{ config(indexes=[{'columns': ['resolution_id'], 'unique': true}]) }}
{#-
    The resolutions that may look different from what is published: told of by deliveries that came since, or by deliveries
    whose day came (or went) with the day shown; of the same unit or session as one of these; or whose deadline, or that of one
    of its duties, or session day lies between the two days shown. Before the first publication: all.

    previous_month_key is where the published rates count them.
-#}
with publication as (

    {{ last_publication() }}

),

days as (

    select
        least(publication.as_of_on, marks.as_of_on, {{ as_of() }}) as from_on,
        greatest(publication.as_of_on, marks.as_of_on, {{ as_of() }}) as until_on,
        publication.observations_until
    from publication
    left join {{ target.schema }}.state_marks as marks
        on marks.name = 'state'

),

observations as (

    select * from {{ ref('int_assignment_observations') }}

),

told as (

    select observations.resolution_id
    from observations
    inner join days
        on observations.written_at > days.observations_until

    union

    select observations.resolution_id
    from observations
    inner join days
        on observations.as_of_on > days.from_on and observations.as_of_on <= days.until_on

    union

    select observations.resolution_id
    from observations
    where not exists (select 1 from publication)

),
{% if is_computed_before('int_resolution_state') %}
known as (

    select
        resolution_id,
        unit_id,
        session_id,
        session_on,
        due_on,
        current_due_on,
        month_key
    from {{ target.schema }}.int_resolution_state

),

known_duties as (

    select
        resolution_id,
        due_on,
        current_due_on
    from {{ target.schema }}.int_assignment_state

),
{% else %}
known as (

    select
        null::text as resolution_id,
        null::text as unit_id,
        null::text as session_id,
        null::date as session_on,
        null::date as due_on,
        null::date as current_due_on,
        null::text as month_key
    where false

),

known_duties as (

    select
        null::text as resolution_id,
        null::date as due_on,
        null::date as current_due_on
    where false

),
{% endif %}
neighbours as (

    select unit_id
    from known
    where resolution_id in (select told.resolution_id from told) and unit_id is not null

    union

    select observed.unit_id
    from observations as observed
    inner join told
        on observed.resolution_id = told.resolution_id
    where observed.unit_id is not null and exists (select 1 from publication)

),

sessions as (

    select distinct observed.session_id
    from observations as observed
    inner join told
        on observed.resolution_id = told.resolution_id
    where observed.session_id is not null and exists (select 1 from publication)

),

touched as (

    select resolution_id from told

    union

    select known.resolution_id
    from known
    inner join neighbours
        on known.unit_id = neighbours.unit_id

    union

    select known.resolution_id
    from known
    inner join sessions
        on known.session_id = sessions.session_id

    union

    select known.resolution_id
    from known
    inner join days
        on
            known.due_on between days.from_on and days.until_on
            or known.current_due_on between days.from_on and days.until_on
            or known.session_on between days.from_on and days.until_on
    where days.from_on < days.until_on

    union

    select known_duties.resolution_id
    from known_duties
    inner join days
        on
            known_duties.due_on between days.from_on and days.until_on
            or known_duties.current_due_on between days.from_on and days.until_on
    where days.from_on < days.until_on

)

select
    touched.resolution_id,
    known.month_key as previous_month_key
from touched
left join known
    on touched.resolution_id = known.resolution_id
