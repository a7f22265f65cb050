with source as (

    select * from {{ source('staging', 'aggregate_rows') }}

),

renamed as (

    select
        document_id || ':' || line_no as line_id,
        document_id,
        line_no,
        source_id,
        province_id,
        sheet,
        row_no,
        label,
        agency_id,
        measure,
        value,
        loaded_at
    from source

)

select * from renamed
