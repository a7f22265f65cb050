-- What the ledger says of every loaded workbook is what was staged, rejected, ignored or taken as a figure, and no row is
-- staged of a document that the ledger does not have.
with documents as (

    select * from {{ ref('stg_documents') }}
    where document_kind = 'workbook' and outcome = 'loaded'

),

staged as (

    select
        document_id,
        count(*) as n_rows
    from {{ ref('int_resolution_lines') }}
    group by document_id

),

rejected as (

    select
        document_id,
        count(*) as n_rows
    from {{ ref('stg_rejected_rows') }}
    group by document_id

),

ignored as (

    select
        document_id,
        count(*) as n_rows
    from {{ ref('stg_ignored_rows') }}
    group by document_id

),

aggregates as (

    select
        document_id,
        count(*) as n_rows
    from {{ ref('stg_aggregate_rows') }}
    group by document_id

)

select coalesce(documents.document_id, staged.document_id) as document_id
from documents
full join staged
    on documents.document_id = staged.document_id
left join rejected
    on documents.document_id = rejected.document_id
left join ignored
    on documents.document_id = ignored.document_id
left join aggregates
    on documents.document_id = aggregates.document_id
where
    documents.document_id is null
    or documents.n_resolutions <> coalesce(staged.n_rows, 0)
    or documents.n_rejected <> coalesce(rejected.n_rows, 0)
    or documents.n_ignored <> coalesce(ignored.n_rows, 0)
    or documents.n_aggregates <> coalesce(aggregates.n_rows, 0)
