with source as (

    select * from {{ source('audit', 'documents') }}

),

renamed as (

    select
        document_id,
        kind as document_kind,
        source_id,
        content_sha256,
        logical_sha256,
        file_name,
        address,
        media_type,
        n_bytes,
        archive_location,
        as_of_on,
        as_of_source,
        reader_version,
        outcome,
        reason,
        same_content_as as same_content_document_id,
        n_resolutions,
        n_rejected,
        n_aggregates,
        n_ignored,
        n_facts,
        run_id,
        received_at,
        loaded_at
    from source

)

select * from renamed
