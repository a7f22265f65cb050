{#- Each county under the key that it is found by; a key that stands for two counties of one province is left out. -#}
with counties as (

    select
        county_id,
        province_id,
        name_fa,
        {{ county_key('name_fa') }} as county_key
    from {{ ref('counties') }}

)

select
    province_id,
    county_key,
    min(county_id) as county_id,
    min(name_fa) as name_fa
from counties
group by province_id, county_key
having count(*) = 1
