select
    measure,
    name_fa,
    meaning_en,
    limit_value::numeric(9, 4) as limit_value,
    rise_limit::numeric(9, 4) as rise_limit
from {{ ref('quality_limits') }}
