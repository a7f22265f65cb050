{{ config(indexes=[{'columns': ['unit_id'], 'unique': true}]) }}
{#- The units of touched resolutions, of those that pass a mark of age, and those whose survival the day changes. -#}
select unit_id
from {{ ref('int_touched_units') }}

union

select resolutions.unit_id
from {{ ref('int_resolution_state') }} as resolutions
inner join {{ ref('int_passing_resolutions') }} as passing
    on resolutions.resolution_id = passing.resolution_id
where resolutions.unit_id is not null

union

{{ passing_survivals('unit_id') }}
