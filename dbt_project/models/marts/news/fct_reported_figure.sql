select
    figure_id,
    origin,
    document_id,
    source_id,
    province_id,
    stated_on,
    event_type,
    measure,
    value,
    statistic,
    sector,
    ministry_id,
    agency_id,
    label as label_fa,
    quote as quote_fa,
    sheet,
    row_no
from {{ ref('int_reported_figures') }}
