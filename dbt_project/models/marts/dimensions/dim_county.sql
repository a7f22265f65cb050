select
    county_id,
    province_id,
    name_fa
from {{ ref('counties') }}
