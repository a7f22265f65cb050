select
    source_id,
    province_id,
    sends_workbooks,
    publishes_news
from {{ ref('int_sources') }}
