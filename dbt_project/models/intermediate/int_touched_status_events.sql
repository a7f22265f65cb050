{{ config(indexes=[{'columns': ['status_event_id'], 'unique': true}]) }}
{#- Observations that began or ended since the last publication; before the first one: all. -#}
with publication as (

    {{ last_publication() }}

)

select observations.observation_id as status_event_id
from {{ ref('int_assignment_observations') }} as observations
where
    not exists (
        select 1
        from publication
        where publication.observations_until >= observations.written_at
    )
