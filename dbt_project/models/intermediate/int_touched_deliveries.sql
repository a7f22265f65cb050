{{ config(indexes=[{'columns': ['delivery_id'], 'unique': true}]) }}
{#- Deliveries whose observations began or ended since the last publication; before the first one: all. -#}
with publication as (

    {{ last_publication() }}

)

select distinct observations.delivery_id
from {{ ref('int_assignment_observations') }} as observations
inner join publication
    on observations.written_at > publication.observations_until

union

select deliveries.delivery_id
from {{ ref('int_deliveries') }} as deliveries
where not exists (select 1 from publication)
