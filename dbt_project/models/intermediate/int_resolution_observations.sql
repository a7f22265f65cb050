{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='observation_id',
    indexes=[
        {'columns': ['observation_id'], 'unique': true},
        {'columns': ['delivery_id', 'known_from']},
        {'columns': ['resolution_id']},
    ],
) }}
{#-
    What one delivery says of one resolution. Lines of the same resolution in several sheets are one observation; a value
    that only one of them states is taken from it, the first line's where several do.
    A delivery that names one agency only speaks for that agency; any other speaks for the whole resolution.

    Time is kept twice: as_of_on, the day that it tells of, and known_from until known_to, when the warehouse held it. A document
    that is read again ends its observations and begins new ones; nothing is overwritten.
-#}
with new_deliveries as (

    {{ new_deliveries(this if is_incremental() else none) }}

),

new_documents as (

    select
        content_document_id as document_id,
        min(as_of_on) as as_of_on
    from new_deliveries
    group by content_document_id

),

lines as (

    select lines_read.*
    from {{ ref('int_resolution_lines') }} as lines_read
    inner join new_documents
        on lines_read.document_id = new_documents.document_id

),

line_agencies as (

    select
        lines.document_id,
        lines.resolution_id,
        lines.line_no,
        line_agencies.agency_key,
        line_agencies.agency_id,
        line_agencies.agency_position
    from {{ ref('int_line_agencies') }} as line_agencies
    inner join lines
        on line_agencies.line_id = lines.line_id

),

agency_ministries as (

    select * from {{ ref('int_agency_ministries') }}

),

category_ministries as (

    select * from {{ ref('problem_category_ministries') }}

),

document_agencies as (

    select
        document_id,
        count(distinct agency_key) as n_agencies
    from line_agencies
    group by document_id

),

first_agencies as (

    select distinct on (document_id, resolution_id)
        document_id,
        resolution_id,
        agency_id
    from line_agencies
    order by document_id, resolution_id, line_no, agency_position

),

merged as (

    select
        document_id,
        resolution_id,
        count(*) as n_lines,
        min(line_no) as first_line_no,
        min(resolution_key) as resolution_key,
        {{ first_stated(resolution_text_columns() | reject('equalto', 'category_code') | list, 'line_no') }},
        sum(n_follow_ups) as n_follow_ups,
        sum(n_issues) as n_issues,
        bool_and(is_hidden) as is_hidden
    from lines
    group by document_id, resolution_id

),

line_categories as (

    select distinct
        lines.document_id,
        lines.resolution_id,
        category.category_code
    from lines
    cross join lateral unnest(lines.problem_categories) as category (category_code)

),

ranked_categories as (

    -- Of several categories the one that the first agency's ministry answers for is the primary one; else the first code.
    select
        line_categories.document_id,
        line_categories.resolution_id,
        line_categories.category_code,
        min(category_ministries.rank) as ministry_rank
    from line_categories
    inner join merged
        on
            line_categories.document_id = merged.document_id
            and line_categories.resolution_id = merged.resolution_id
    inner join new_documents
        on line_categories.document_id = new_documents.document_id
    left join first_agencies
        on
            line_categories.document_id = first_agencies.document_id
            and line_categories.resolution_id = first_agencies.resolution_id
    left join agency_ministries
        on
            first_agencies.agency_id = agency_ministries.agency_id
            and coalesce(merged.session_on, new_documents.as_of_on)
            between agency_ministries.valid_from_on and agency_ministries.valid_to_on
    left join category_ministries
        on
            line_categories.category_code = category_ministries.code
            and agency_ministries.ministry_id = category_ministries.ministry_id
    group by line_categories.document_id, line_categories.resolution_id, line_categories.category_code

),

categories as (

    select
        document_id,
        resolution_id,
        array_agg(category_code order by category_code) as category_codes,
        (array_agg(category_code order by ministry_rank asc nulls last, category_code asc))[1] as category_code
    from ranked_categories
    group by document_id, resolution_id

),

observations as (

    select
        {{ hash_id([
            'merged.resolution_id', 'new_deliveries.delivery_id', 'extract(epoch from new_deliveries.known_from)',
        ]) }} as observation_id,
        merged.resolution_id,
        new_deliveries.delivery_id,
        new_deliveries.content_document_id,
        new_deliveries.source_id,
        new_deliveries.as_of_on,
        new_deliveries.received_at,
        new_deliveries.known_from,
        null::timestamptz as known_to,
        {{ this_run() }} as written_at,
        document_agencies.n_agencies > 1 as is_whole,
        merged.n_lines,
        merged.first_line_no,
        merged.resolution_key,
        {%- for column in resolution_text_columns() if column != 'category_code' %}
        merged.{{ column }},
        {%- endfor %}
        categories.category_code,
        coalesce(categories.category_codes, '{}') as category_codes,
        merged.n_follow_ups,
        merged.n_issues,
        merged.is_hidden
    from merged
    inner join new_deliveries
        on merged.document_id = new_deliveries.content_document_id
    inner join document_agencies
        on merged.document_id = document_agencies.document_id
    left join categories
        on
            merged.document_id = categories.document_id
            and merged.resolution_id = categories.resolution_id

)

select * from observations
{{ and_ended_observations('new_deliveries') }}
