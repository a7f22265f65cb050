{{ config(indexes=[{'columns': ['resolution_id'], 'unique': true}]) }}
{#-
    The resolutions that may look different from what is published: told of by deliveries that came since, or by deliveries
    whose day came (or went) with the day shown; of the same unit or session as one of these; or whose deadline, or that of one
    of its duties, or session day lies between the two days shown. Before the first publication: all.

    previous_month_key is where the published rates count them.
-#}
{%- set since = since_publication('state') %}
{%- set observations = ref('int_assignment_observations') %}
{%- set is_known = is_computed_before('int_resolution_state') %}
{%- set known, known_duties = target.schema ~ '.int_resolution_state', target.schema ~ '.int_assignment_state' %}
with told as (

    select resolution_id
    from {{ observations }}
    {%- if since %}
    where written_at > {{ since.observations_until }}

    union

    select resolution_id
    from {{ observations }}
    where as_of_on > {{ since.from_on }} and as_of_on <= {{ since.until_on }}
    {%- else %}
    group by resolution_id
    {%- endif %}

),
{% if since and is_known %}
neighbours as (

    select unit_id
    from {{ known }}
    where unit_id is not null and resolution_id in (select told.resolution_id from told)

    union

    select unit_id
    from {{ observations }}
    where unit_id is not null and resolution_id in (select told.resolution_id from told)

),

sessions as (

    select distinct session_id
    from {{ observations }}
    where session_id is not null and resolution_id in (select told.resolution_id from told)

),
{% endif %}
touched as (

    select resolution_id
    from told
    {%- if since and is_known %}

    union

    select resolution_id
    from {{ known }}
    where unit_id in (select neighbours.unit_id from neighbours)

    union

    select resolution_id
    from {{ known }}
    where session_id in (select sessions.session_id from sessions)
    {%- endif %}
    {%- if since and is_known and since.passes_days %}
    {%- for relation, day in [
        (known, 'session_on'), (known, 'due_on'), (known, 'current_due_on'), (known_duties, 'due_on'),
        (known_duties, 'current_due_on'),
    ] %}

    union

    select resolution_id
    from {{ relation }}
    where {{ day }} between {{ since.from_on }} and {{ since.until_on }}
    {%- endfor %}
    {%- endif %}

)

select
    touched.resolution_id,
    known.month_key as previous_month_key
from touched
left join {{ known if is_known else '(select null::text as resolution_id, null::text as month_key)' }} as known
    on touched.resolution_id = known.resolution_id
