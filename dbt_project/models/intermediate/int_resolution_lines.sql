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
        case when is_number_a_key then number_key else text_key end as resolution_key
    from resolution_keys

)

select
    line_id,
    document_id,
    line_no,
    source_id,
    sheet,
    row_no,
    part,
    {{ hash_id(['resolution_key']) }} as resolution_id,
    resolution_key,
    is_number_a_key,
    case when session_key is not null then {{ hash_id(['session_key']) }} end as session_id,
    case when unit_key is not null then {{ hash_id(['unit_key']) }} end as unit_id,
    unit_key,
    province_id,
    session_no,
    session_year,
    session_on,
    notified_on,
    due_on,
    due_source,
    implemented_on as implemented_on_written,
    reported_on,
    resolution_no,
    unit_name,
    unit_national_id,
    unit_folded,
    county,
    county_folded,
    problem_text,
    problem_categories,
    resolution_text,
    text_hash,
    agencies,
    status_code,
    status_source,
    progress_pct,
    amount_rial,
    notes,
    jsonb_array_length(follow_ups) as n_follow_ups,
    is_hidden,
    jsonb_array_length(issues) as n_issues,
    row_sha256,
    loaded_at
from chosen
