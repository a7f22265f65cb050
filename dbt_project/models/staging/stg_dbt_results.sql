with source as (

    select * from {{ source('audit', 'dbt_results') }}

),

renamed as (

    select
        run_id || ':' || unique_id as result_id,
        run_id,
        unique_id as node_id,
        resource_type,
        status,
        seconds,
        failures as n_failures,
        message,
        finished_at
    from source

)

select * from renamed
