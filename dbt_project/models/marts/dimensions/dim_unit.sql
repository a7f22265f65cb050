select
    unit_id,
    unit_national_id as national_id,
    coalesce(unit_name, unit_national_id) as name_fa,
    unit_names as names_fa,
    province_id,
    county,
    first_seen_on,
    last_seen_on
from {{ ref('int_units') }}
{{ only_touched('unit_id') }}
-- depends_on: {{ ref('int_touched_units') }}
