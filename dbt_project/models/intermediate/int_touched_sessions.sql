{{ config(indexes=[{'columns': ['session_id'], 'unique': true}]) }}
{#-
    The sessions of touched resolutions, as they are told now or were before, of those that pass a mark of age, and those whose survival
    the day changes.
-#}
with looked_at as (

    select resolution_id from {{ ref('int_touched_resolutions') }}
    union
    select resolution_id from {{ ref('int_passing_resolutions') }}

)

select observations.session_id
from {{ ref('int_resolution_observations') }} as observations
inner join looked_at
    on observations.resolution_id = looked_at.resolution_id
where observations.session_id is not null

union

{{ passing_survivals('session_id') }}
