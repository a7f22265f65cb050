{#-
    A workbook that came again without a change stages no rows: it stands for the rows of the document that it equals,
    at its own day. One that another source has taken over says nothing any more: that ends what it said. Deliveries are ordered
    by the day whose state they tell, then by arrival; never by load.
-#}
with documents as (

    select * from {{ ref('stg_documents') }}
    where document_kind = 'workbook'

),

told as (

    select
        document_id as delivery_id,
        case when outcome = 'unchanged' then same_content_document_id else document_id end as content_document_id,
        source_id,
        file_name,
        outcome,
        coalesce(as_of_on, (received_at at time zone 'Asia/Tehran')::date) as as_of_on,
        coalesce(as_of_source, 'received') as as_of_source,
        received_at,
        (received_at at time zone 'Asia/Tehran')::date as received_on,
        loaded_at,
        n_resolutions,
        n_rejected,
        n_ignored,
        n_aggregates
    from documents
    where outcome in ('loaded', 'unchanged', 'taken_over')

)

select
    told.*,
    greatest(told.loaded_at, contents.loaded_at) as known_from
from told
inner join documents as contents
    on told.content_document_id = contents.document_id
