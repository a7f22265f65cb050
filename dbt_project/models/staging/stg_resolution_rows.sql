with source as (

    select * from {{ source('staging', 'resolution_rows') }}

),

renamed as (

    select
        document_id || ':' || line_no as line_id,
        document_id,
        line_no,
        source_id,
        sheet,
        row_no,
        row_nos,
        part,
        province_id,
        session_no,
        session_on,
        notified_on,
        due_on,
        implemented_on,
        reported_on,
        resolution_no,
        unit_name,
        unit_national_id,
        county,
        problem_text,
        problem_categories,
        resolution_text,
        agencies,
        due_source,
        status as status_code,
        status_source,
        progress_pct,
        amount_rial,
        notes,
        follow_ups,
        is_hidden,
        written_otherwise,
        issues,
        row_sha256,
        loaded_at
    from source

)

select * from renamed
