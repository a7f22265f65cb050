{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_reread_documents() if is_incremental() }}",
    indexes=[{'columns': ['line_id', 'agency_key'], 'unique': true}, {'columns': ['document_id', 'loaded_at']}],
) }}
{#- A line that names no agency gets one unnamed assignment, so that every resolution is somebody's or visibly nobody's. -#}
with new_documents as (

    {{ new_workbooks(this if is_incremental() else none) }}

),

lines as (

    select
        lines_read.line_id,
        lines_read.document_id,
        lines_read.loaded_at,
        lines_read.agencies
    from {{ ref('int_resolution_lines') }} as lines_read
    inner join new_documents
        on lines_read.document_id = new_documents.document_id

),

agencies as (

    select
        agency_id,
        is_applicant,
        is_generic
    from {{ ref('int_agencies') }}

),

named as (

    select
        lines.line_id,
        lines.document_id,
        lines.loaded_at,
        entry.agency_position::integer as agency_position,
        entry.agency ->> 'agency_id' as agency_id_read,
        entry.agency ->> 'name' as agency_name_written
    from lines
    cross join lateral jsonb_array_elements(lines.agencies) with ordinality as entry (agency, agency_position)

    union all

    select
        line_id,
        document_id,
        loaded_at,
        1 as agency_position,
        null as agency_id_read,
        null as agency_name_written
    from lines
    where jsonb_array_length(agencies) = 0

),

generic_names as (

    -- A generic name («بانک‌ها», the banks) is no agency, but it is known which kind of body it means.
    select distinct on (folded_name)
        {{ fold_text('aliases.alias') }} as folded_name,
        aliases.agency_id
    from {{ ref('agency_aliases') }} as aliases
    inner join agencies
        on aliases.agency_id = agencies.agency_id
    where agencies.is_generic
    order by folded_name, aliases.agency_id

),

folded as (

    select
        *,
        nullif({{ fold_text('agency_name_written') }}, '') as folded_name
    from named

),

known as (

    select
        folded.line_id,
        folded.document_id,
        folded.loaded_at,
        folded.agency_position,
        coalesce(agencies.agency_id, generic_names.agency_id, 'UNKNOWN') as agency_id,
        folded.agency_name_written,
        coalesce(agencies.agency_id, 'name ' || folded.folded_name, 'none') as agency_key,
        case when agencies.is_applicant then 'applicant' else 'primary' end as role
    from folded
    left join agencies
        on folded.agency_id_read = agencies.agency_id
    left join generic_names
        on
            folded.agency_id_read is null
            and folded.folded_name = generic_names.folded_name

),

first_mentions as (

    select distinct on (line_id, agency_key)
        line_id,
        document_id,
        loaded_at,
        agency_key,
        agency_id,
        agency_name_written,
        role,
        agency_position
    from known
    order by line_id, agency_key, agency_position

)

select * from first_mentions
