with source as (

    select * from {{ source('staging', 'news_articles') }}

),

renamed as (

    select
        document_id,
        source_id,
        address,
        canonical_address,
        title,
        kicker,
        lead,
        body,
        published_at,
        news_code,
        news_agency,
        byline_source,
        publisher_site,
        section,
        tags,
        language,
        content_sha256,
        text_sha256,
        story_id,
        layout,
        checks,
        fetched_at,
        loaded_at
    from source

)

select * from renamed
