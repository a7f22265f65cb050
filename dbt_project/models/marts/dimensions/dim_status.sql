select
    status_code,
    name_fa,
    name_en,
    status_group,
    is_terminal,
    in_gross,
    in_net,
    counts_as_implemented,
    overdue_eligible as is_overdue_eligible
from {{ ref('statuses') }}
