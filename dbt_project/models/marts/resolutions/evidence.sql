{{ config(materialized='durable_view') }}
with lines as (

    select * from {{ published('fct_resolution_line') }}

),

rows_staged as (

    select * from {{ source('staging', 'resolution_rows') }}

),

facts as (

    select * from {{ source('staging', 'news_facts') }}

),

articles as (

    select * from {{ source('staging', 'news_articles') }}

),

documents as (

    select
        document_id,
        as_of_on,
        received_at
    from {{ source('audit', 'documents') }}

),

cells as (

    select
        lines.line_id || ':' || field.field_name as evidence_id,
        'cell' as evidence_kind,
        lines.resolution_id,
        null::text as article_id,
        lines.province_id,
        lines.source_id,
        lines.document_id,
        lines.file_name,
        lines.sheet,
        lines.row_no,
        rows_staged.cells ->> field.field_name as cell,
        null::text as address,
        null::integer as start_offset,
        null::integer as end_offset,
        field.field_name,
        field.raw_text,
        documents.as_of_on,
        documents.received_at
    from lines
    inner join documents
        on lines.document_id = documents.document_id
    inner join rows_staged
        on
            lines.document_id = rows_staged.document_id
            and lines.line_no = rows_staged.line_no
    cross join lateral json_each_text(rows_staged.raw) as field (field_name, raw_text)

),

sentences as (

    select
        facts.document_id || ':' || facts.fact_no as evidence_id,
        'sentence' as evidence_kind,
        null::text as resolution_id,
        facts.document_id as article_id,
        null::text as province_id,
        facts.source_id,
        facts.document_id,
        null::text as file_name,
        null::text as sheet,
        null::integer as row_no,
        null::text as cell,
        coalesce(articles.canonical_address, articles.address) as address,
        facts.start_at as start_offset,
        facts.end_at as end_offset,
        facts.fact as field_name,
        facts.quote as raw_text,
        null::date as as_of_on,
        documents.received_at
    from facts
    inner join documents
        on facts.document_id = documents.document_id
    inner join articles
        on facts.document_id = articles.document_id
    where
        (select {{ function('sees_all_provinces') }}())
        or not exists (
            select 1
            from {{ source('staging', 'news_facts') }} as other
            where other.document_id = facts.document_id and other.fact = 'province'
        )
        or exists (
            select 1
            from {{ source('staging', 'news_facts') }} as other
            where
                other.document_id = facts.document_id
                and other.fact = 'province'
                and {{ is_visible("other.attributes ->> 'province_id'") }}
        )

)

select * from cells
where {{ is_visible('province_id') }}
union all
select * from sentences
-- depends_on: {{ ref('publications') }}
