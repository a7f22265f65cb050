with source as (

    select * from {{ source('staging', 'news_facts') }}

),

renamed as (

    select
        document_id || ':' || fact_no as fact_id,
        document_id,
        fact_no,
        source_id,
        fact as fact_kind,
        event_label,
        start_at as start_offset,
        end_at as end_offset,
        quote,
        attributes,
        loaded_at
    from source

)

select * from renamed
