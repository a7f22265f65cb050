with source as (

    select * from {{ source('audit', 'ignored_rows') }}

),

renamed as (

    select
        document_id || ':' || line_no as line_id,
        document_id,
        line_no,
        source_id,
        sheet,
        row_no,
        reason as ignore_reason,
        text,
        loaded_at
    from source

)

select * from renamed
