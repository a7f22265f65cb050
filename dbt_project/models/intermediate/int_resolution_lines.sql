{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_reread_documents() if is_incremental() }}",
    indexes=[
        {'columns': ['line_id'], 'unique': true},
        {'columns': ['document_id', 'loaded_at']},
        {'columns': ['resolution_id']},
    ],
) }}
{#-
    The identity of units, sessions and resolutions, from what was written in each line.

    Unit: the national id if its check digit holds, else province, folded name and county.
    Session: province, Solar-Hijri year and number; without a number its day.
    Resolution: province, year, session number and resolution number; where a number is missing, or stands for different
    texts or units within one document, province, session day, unit and the hash of the folded text. A row number is never a key.
-#}
with documents as (

    select
        document_id,
        loaded_at
    from {{ ref('stg_documents') }}
    where document_kind = 'workbook' and outcome = 'loaded'

),

new_documents as (

    select document_id
    from documents
    {%- if is_incremental() %}
    where
        not exists (
            select 1
            from {{ this }} as known
            where known.document_id = documents.document_id and known.loaded_at = documents.loaded_at
        )
    {%- endif %}

),

rows_read as (

    select rows_staged.*
    from {{ ref('stg_resolution_rows') }} as rows_staged
    inner join new_documents
        on rows_staged.document_id = new_documents.document_id

),

calendar as (

    select
        date_on,
        jalali_year
    from {{ ref('int_calendar') }}

),

folded as (

    select
        rows_read.*,
        calendar.jalali_year as session_year,
        coalesce(rows_read.province_id, 'source ' || rows_read.source_id) as place_key,
        nullif({{ fold_text('rows_read.unit_name') }}, '') as unit_folded,
        nullif({{ fold_county('rows_read.county') }}, '') as county_folded,
        {{ fold_text('coalesce(rows_read.resolution_text, rows_read.problem_text)') }} as text_folded
    from rows_read
    left join calendar
        on rows_read.session_on = calendar.date_on
    -- a fence: each text is folded once, not once for each use
    offset 0  -- noqa: AM09

),

unit_keys as (

    select
        *,
        case
            when unit_national_id is not null then 'national id ' || unit_national_id
            when unit_folded is not null
                then concat_ws('|', 'name', place_key, unit_folded, coalesce(county_folded, ''))
        end as unit_key,
        case
            when session_no is not null
                then concat_ws('|', place_key, 'session', coalesce(session_year::text, ''), session_no)
            when session_on is not null then concat_ws('|', place_key, 'day', session_on)
        end as session_key,
        case
            when session_year is not null and session_no is not null and resolution_no is not null
                then concat_ws('|', place_key, 'facilitation', session_year, session_no, resolution_no)
        end as number_key,
        {{ hash_id(['text_folded']) }} as text_hash
    from folded

),

number_uses as (

    select
        document_id,
        number_key,
        count(distinct text_hash) as n_texts,
        count(distinct unit_key) as n_units
    from unit_keys
    where number_key is not null
    group by document_id, number_key

),

resolution_keys as (

    select
        unit_keys.*,
        coalesce(number_uses.n_texts = 1 and number_uses.n_units <= 1, false) as is_number_a_key,
        concat_ws(
            '|',
            unit_keys.place_key,
            'facilitation',
            coalesce(unit_keys.session_on::text, 'session ' || unit_keys.session_no, ''),
            coalesce(unit_keys.unit_key, ''),
            unit_keys.text_hash
        ) as text_key
    from unit_keys
    left join number_uses
        on
            unit_keys.document_id = number_uses.document_id
            and unit_keys.number_key = number_uses.number_key

),

chosen as (

    select
        *,
        case when is_number_a_key then number_key else text_key end as resolution_key,
        case when unit_key is not null then {{ hash_id(['unit_key']) }} end as unit_id_written
    from resolution_keys

),

links as (

    -- Units that a person found to be one; what was written stays the key of the resolution.
    select
        unit_id,
        same_as_unit_id
    from {{ ref('unit_links') }}

)

select
    chosen.line_id,
    chosen.document_id,
    chosen.line_no,
    chosen.source_id,
    chosen.sheet,
    chosen.row_no,
    chosen.part,
    {{ hash_id(['chosen.resolution_key']) }} as resolution_id,
    chosen.resolution_key,
    chosen.is_number_a_key,
    case when chosen.session_key is not null then {{ hash_id(['chosen.session_key']) }} end as session_id,
    coalesce(links.same_as_unit_id, chosen.unit_id_written) as unit_id,
    chosen.unit_key,
    chosen.province_id,
    chosen.session_no,
    chosen.session_year,
    chosen.session_on,
    chosen.notified_on,
    chosen.due_on,
    chosen.due_source,
    chosen.implemented_on as implemented_on_written,
    chosen.reported_on,
    chosen.resolution_no,
    chosen.unit_name,
    chosen.unit_national_id,
    chosen.unit_folded,
    chosen.county,
    chosen.county_folded,
    chosen.problem_text,
    chosen.problem_categories,
    chosen.resolution_text,
    chosen.text_hash,
    chosen.agencies,
    chosen.status_code,
    chosen.status_source,
    chosen.progress_pct,
    chosen.amount_rial,
    chosen.notes,
    jsonb_array_length(chosen.follow_ups) as n_follow_ups,
    chosen.is_hidden,
    jsonb_array_length(chosen.issues) as n_issues,
    chosen.row_sha256,
    chosen.loaded_at
from chosen
left join links
    on chosen.unit_id_written = links.unit_id
