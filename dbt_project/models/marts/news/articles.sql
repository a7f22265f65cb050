with articles as (

    select * from {{ ref('int_articles') }}

),

documents as (

    select
        document_id,
        file_name,
        received_at
    from {{ ref('stg_documents') }}

),

facts as (

    select
        document_id,
        fact_kind,
        case when fact_kind = 'province' then attributes ->> 'province_id' end as province_id,
        case when fact_kind = 'event' then attributes ->> 'type' end as event_type
    from {{ ref('stg_news_facts') }}

),

counts as (

    select
        document_id,
        count(*) as n_facts,
        count(*) filter (where fact_kind = 'event') as n_events,
        array_agg(distinct province_id order by province_id) filter (where province_id is not null) as province_ids,
        array_agg(distinct event_type order by event_type) filter (where event_type is not null) as event_types
    from facts
    group by document_id

)

select
    articles.document_id as article_id,
    articles.source_id,
    articles.title as title_fa,
    articles.lead as lead_fa,
    articles.address,
    articles.canonical_address,
    documents.file_name,
    articles.published_at as article_published_at,
    (articles.published_at at time zone 'Asia/Tehran')::date as article_published_on,
    articles.news_agency,
    articles.byline_source,
    articles.publisher_site,
    articles.news_code,
    articles.language,
    articles.story_id,
    articles.is_first_of_story,
    articles.n_versions::integer as n_versions,
    coalesce(counts.province_ids, '{}') as province_ids,
    coalesce(counts.event_types, '{}') as event_types,
    coalesce(counts.n_events, 0)::integer as n_events,
    coalesce(counts.n_facts, 0)::integer as n_facts,
    length(articles.body) as n_characters,
    documents.received_at
from articles
inner join documents
    on articles.document_id = documents.document_id
left join counts
    on articles.document_id = counts.document_id
