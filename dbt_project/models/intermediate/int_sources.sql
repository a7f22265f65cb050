{#- Everything that ever sent or published a document or was asked for one. The province is the one that all its rows share. -#}
with documents as (

    select
        source_id,
        count(*) filter (where document_kind = 'workbook') as n_workbooks,
        count(*) filter (where document_kind = 'article') as n_articles
    from {{ ref('stg_documents') }}
    group by source_id

),

fetches as (

    select distinct source_id
    from {{ ref('stg_fetches') }}

),

provinces as (

    select
        documents.source_id,
        case when count(distinct lines.province_id) = 1 then min(lines.province_id) end as province_id
    from {{ ref('int_quality_documents') }} as lines
    inner join {{ ref('stg_documents') }} as documents
        on lines.document_id = documents.document_id
    group by documents.source_id

),

named as (

    select source_id from documents
    union
    select source_id from fetches

)

select
    named.source_id,
    provinces.province_id,
    coalesce(documents.n_workbooks, 0) > 0 as sends_workbooks,
    coalesce(documents.n_articles, 0) > 0 or fetches.source_id is not null as publishes_news
from named
left join documents
    on named.source_id = documents.source_id
left join fetches
    on named.source_id = fetches.source_id
left join provinces
    on named.source_id = provinces.source_id
