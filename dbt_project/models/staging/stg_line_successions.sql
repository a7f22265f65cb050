with source as (

    select * from {{ source('audit', 'line_successions') }}

)

select
    document_id,
    sheet,
    row_no,
    part,
    of_document_id,
    of_sheet,
    of_row_no,
    of_part
from source
