with source as (

    select * from {{ source('audit', 'fetches') }}

),

renamed as (

    select
        fetch_id,
        source_id,
        address,
        outcome,
        http_status,
        n_bytes,
        reason,
        run_id,
        fetched_at
    from source

)

select * from renamed
