select
    kpi_code,
    name_fa,
    name_en,
    formula,
    mart as mart_name,
    columns as mart_columns,
    is_available,
    limitation
from {{ ref('kpis') }}
