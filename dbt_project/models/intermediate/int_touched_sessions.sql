{{ config(indexes=[{'columns': ['session_id'], 'unique': true}]) }}
{#- The sessions of touched resolutions, as they are told now or were before. -#}
select distinct observations.session_id
from {{ ref('int_resolution_observations') }} as observations
inner join {{ ref('int_touched_resolutions') }} as touched
    on observations.resolution_id = touched.resolution_id
where observations.session_id is not null
