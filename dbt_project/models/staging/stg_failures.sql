with source as (

    select * from {{ source('audit', 'failures') }}

),

renamed as (

    select
        run_id || ':' || name as failure_id,
        run_id,
        name as failed_name,
        reason,
        failed_at
    from source

)

select * from renamed
