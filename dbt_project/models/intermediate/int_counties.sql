{#- Each county under its folded name; a name that stands for two counties of one province is left out. -#}
with counties as (

    select
        county_id,
        province_id,
        name_fa,
        {{ fold_county('name_fa') }} as county_folded
    from {{ ref('counties') }}

)

select
    province_id,
    county_folded,
    min(county_id) as county_id,
    min(name_fa) as name_fa
from counties
group by province_id, county_folded
having count(*) = 1
