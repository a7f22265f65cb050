with source as (

    select * from {{ source('audit', 'runs') }}

),

renamed as (

    select
        run_id as visit_id,
        details ->> 'source_id' as source_id,
        outcome as visit_outcome,
        started_at,
        finished_at
    from source
    where kind = 'visit'

)

select * from renamed
