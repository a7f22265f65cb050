{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_reread_documents() if is_incremental() }}",
    indexes=[
        {'columns': ['line_id'], 'unique': true},
        {'columns': ['document_id', 'loaded_at']},
        {'columns': ['resolution_id']},
        {'columns': ['said_id']},
        {'columns': ['written_id']},
        {'columns': ['stated_id']},
    ],
) }}
{#-
    The identity of units, sessions and resolutions, from what was written in each line.

    Unit: the national id if its check digit holds, else province, folded name and county.
    Session: province, Solar-Hijri year and number; without a number its day.
    Resolution: province, year, session number and resolution number; where a number is missing, or stands for different
    texts or units within one document, province, session day, unit and the hash of the folded text. A row number is never a key.
    Sessions and resolutions of the national headquarters that stand in a province's sheet have keys of their own.

    A unit's national id that was wrong or missing and is put right (or lost) leaves its resolution what it was: a line by text
    takes the key that came first of its like. Its like are the lines of the same province, day, folded name, county and text
    with the same id or none, as long as one id alone is among them; and, whatever the name, those of the same day, id and text.
    First is what was received first; a key once given stays.

    A corrected row has the key of the row that it corrects; `stated_id` is its key without corrections.
-#}
with new_documents as (

    {{ new_workbooks(this if is_incremental() else none) }}

),

rows_read as (

    select
        rows_staged.*,
        new_documents.received_at
    from {{ ref('stg_resolution_rows') }} as rows_staged
    inner join new_documents
        on rows_staged.document_id = new_documents.document_id

),

leveled as (

    {{ leveled('rows_read', ref('stg_ignored_rows')) }}

),

calendar as (

    select
        date_on,
        jalali_year
    from {{ ref('int_calendar') }}

),

folded as (

    select
        leveled.*,
        calendar.jalali_year as session_year,
        coalesce(leveled.province_id, 'source ' || leveled.source_id) as place_key,
        case when leveled.level = 'national' then 'headquarters' else 'facilitation' end as body,
        case when leveled.level = 'national' then 'headquarters session' else 'session' end as session_word,
        case when leveled.level = 'national' then 'headquarters day' else 'day' end as day_word,
        nullif({{ fold_text('leveled.unit_name') }}, '') as unit_folded,
        nullif({{ fold_county('leveled.county') }}, '') as county_folded,
        {{ fold_text('coalesce(leveled.resolution_text, leveled.problem_text)') }} as text_folded
    from leveled
    left join calendar
        on leveled.session_on = calendar.date_on
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
                then concat_ws('|', place_key, session_word, coalesce(session_year::text, ''), session_no)
            when session_on is not null then concat_ws('|', place_key, day_word, session_on)
        end as session_key,
        case
            when session_year is not null and session_no is not null and resolution_no is not null
                then concat_ws('|', place_key, body, session_year, session_no, resolution_no)
        end as number_key,
        {{ hash_id(['text_folded']) }} as text_hash
    from folded

),

number_uses as (

    select
        document_id,
        number_key,
        count(distinct text_hash) as n_texts,
        count(distinct unit_key) as n_units,
        count(distinct session_on) as n_days
    from unit_keys
    where number_key is not null
    group by document_id, number_key

),

resolution_keys as (

    select
        unit_keys.*,
        coalesce(
            number_uses.n_texts = 1 and number_uses.n_units <= 1 and number_uses.n_days <= 1, false
        ) as is_number_a_key,
        concat_ws(
            '|',
            unit_keys.place_key,
            unit_keys.body,
            coalesce(unit_keys.session_on::text, 'session ' || unit_keys.session_no, ''),
            coalesce(unit_keys.unit_key, ''),
            unit_keys.text_hash
        ) as text_key,
        case
            when unit_keys.unit_folded is not null
                then
                    concat_ws(
                        '|',
                        unit_keys.place_key,
                        unit_keys.body,
                        coalesce(unit_keys.session_on::text, 'session ' || unit_keys.session_no, ''),
                        'name',
                        unit_keys.place_key,
                        unit_keys.unit_folded,
                        coalesce(unit_keys.county_folded, ''),
                        unit_keys.text_hash
                    )
        end as said_key
    from unit_keys
    left join number_uses
        on
            unit_keys.document_id = number_uses.document_id
            and unit_keys.number_key = number_uses.number_key

),

hashed as (

    -- said_id: the resolution by its unit's name; written_id: by its unit's national id. Null where its number is the key.
    select
        *,
        case
            when not is_number_a_key and said_key is not null then {{ hash_id(['said_key']) }}
        end as said_id,
        case
            when not is_number_a_key and unit_national_id is not null then {{ hash_id(['text_key']) }}
        end as written_id
    from resolution_keys
    -- a fence: the lines are read three times
    offset 0  -- noqa: AM09

),

{{ keys_given('hashed', this if is_incremental() else none) }},

stated as (

    select
        hashed.*,
        case
            when hashed.is_number_a_key then hashed.number_key
            else coalesce(keys_by_id.resolution_key, keys_by_name.resolution_key, hashed.text_key)
        end as stated_key,
        case when hashed.unit_key is not null then {{ hash_id(['hashed.unit_key']) }} end as unit_id_written
    from hashed
    left join keys_by_id
        on hashed.written_id = keys_by_id.written_id
    left join keys_by_name
        on hashed.said_id = keys_by_name.said_id and hashed.written_id is null
    -- a fence: the lines are read three times
    offset 0  -- noqa: AM09

),

{{ keys_corrected('stated', this if is_incremental() else none) }}

select
    stated.line_id,
    stated.document_id,
    stated.line_no,
    stated.source_id,
    stated.sheet,
    stated.row_no,
    stated.part,
    {{ hash_id(['coalesce(corrected_keys.resolution_key, stated.stated_key)']) }} as resolution_id,
    coalesce(corrected_keys.resolution_key, stated.stated_key) as resolution_key,
    {{ hash_id(['stated.stated_key']) }} as stated_id,
    stated.is_number_a_key,
    stated.said_id,
    stated.written_id,
    case when stated.session_key is not null then {{ hash_id(['stated.session_key']) }} end as session_id,
    coalesce(links.same_as_unit_id, stated.unit_id_written) as unit_id,
    stated.unit_key,
    stated.province_id,
    stated.level,
    stated.session_no,
    stated.session_year,
    stated.session_on,
    stated.notified_on,
    stated.due_on,
    stated.due_source,
    stated.implemented_on as implemented_on_written,
    stated.reported_on,
    stated.resolution_no,
    stated.unit_name,
    stated.unit_national_id,
    stated.unit_folded,
    stated.county,
    stated.county_folded,
    stated.problem_text,
    stated.problem_categories,
    stated.resolution_text,
    stated.text_hash,
    stated.agencies,
    stated.status_code,
    stated.status_source,
    stated.progress_pct,
    stated.amount_rial,
    stated.notes,
    jsonb_array_length(stated.follow_ups) as n_follow_ups,
    stated.is_hidden,
    jsonb_array_length(stated.issues) as n_issues,
    stated.row_sha256,
    stated.loaded_at
from stated
left join corrected_keys
    on stated.stated_key = corrected_keys.stated_key
-- units that a person found to be one; what was written stays the key of the resolution
left join {{ ref('unit_links') }} as links
    on stated.unit_id_written = links.unit_id
