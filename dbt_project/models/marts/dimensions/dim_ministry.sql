select
    ministry_id,
    name_fa,
    short_fa,
    name_en,
    short_en,
    is_ministry
from {{ ref('ministries') }}
