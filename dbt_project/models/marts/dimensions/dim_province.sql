select
    province_id,
    name_fa,
    name_en,
    iso_3166_2,
    capital_fa,
    capital_en
from {{ ref('provinces') }}
