{#- The newest version of each article: same address, or the same file content where a text has no address. -#}
with versions as (

    select
        *,
        coalesce(canonical_address, address, content_sha256) as article_key
    from {{ ref('stg_news_articles') }}

),

sequenced as (

    select
        *,
        count(*) over (partition by article_key) as n_versions,
        min(loaded_at) over (partition by article_key) as first_loaded_at,
        row_number() over (
            partition by article_key
            order by coalesce(fetched_at, loaded_at) desc, loaded_at desc, document_id desc
        ) as version_rank
    from versions

)

select
    document_id,
    source_id,
    article_key,
    address,
    canonical_address,
    title,
    lead,
    body,
    published_at,
    news_code,
    news_agency,
    byline_source,
    publisher_site,
    language,
    story_id,
    row_number() over (
        partition by coalesce(story_id, document_id)
        order by published_at asc nulls last, first_loaded_at, article_key
    ) = 1 as is_first_of_story,
    checks,
    n_versions,
    fetched_at,
    loaded_at
from sequenced
where version_rank = 1
