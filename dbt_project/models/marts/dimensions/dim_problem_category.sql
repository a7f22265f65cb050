select
    code as category_code,
    parent_code as parent_category_code,
    name_fa,
    name_en,
    level as category_level
from {{ ref('problem_categories') }}
