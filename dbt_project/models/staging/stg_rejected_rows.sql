with source as (

    select * from {{ source('audit', 'rejected_rows') }}

),

renamed as (

    select
        document_id || ':' || line_no as line_id,
        document_id,
        line_no,
        source_id,
        sheet,
        row_no,
        code as reject_code,
        cell,
        value,
        message_fa,
        raw,
        loaded_at
    from source

)

select * from renamed
