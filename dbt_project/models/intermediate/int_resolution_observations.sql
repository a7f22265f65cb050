{#-
    What one delivery says of one resolution. Lines of the same resolution in several sheets are one observation; a value
    that only one of them states is taken from it, the first line's where several do.
    A delivery that names one agency only speaks for that agency; any other speaks for the whole resolution.
-#}
with deliveries as (

    select * from {{ ref('int_deliveries') }}

),

lines as (

    select * from {{ ref('int_resolution_lines') }}

),

line_agencies as (

    select * from {{ ref('int_line_agencies') }}

),

document_agencies as (

    select
        lines.document_id,
        count(distinct line_agencies.agency_key) as n_agencies
    from lines
    inner join line_agencies
        on lines.line_id = line_agencies.line_id
    group by lines.document_id

),

categories as (

    select
        lines.document_id,
        lines.resolution_id,
        array_agg(distinct category.category_code order by category.category_code) as category_codes
    from lines
    cross join lateral unnest(lines.problem_categories) as category (category_code)
    group by lines.document_id, lines.resolution_id

),

merged as (

    select
        document_id,
        resolution_id,
        count(*) as n_lines,
        min(line_no) as first_line_no,
        min(resolution_key) as resolution_key,
        {{ first_stated(resolution_text_columns(), 'line_no') }},
        sum(n_follow_ups) as n_follow_ups,
        sum(n_issues) as n_issues,
        bool_and(is_hidden) as is_hidden,
        max(loaded_at) as loaded_at
    from lines
    group by document_id, resolution_id

)

select
    {{ hash_id(['merged.resolution_id', 'deliveries.delivery_id']) }} as observation_id,
    merged.resolution_id,
    deliveries.delivery_id,
    deliveries.content_document_id,
    deliveries.source_id,
    deliveries.as_of_on,
    deliveries.received_at,
    greatest(deliveries.loaded_at, merged.loaded_at) as known_at,
    document_agencies.n_agencies > 1 as is_whole,
    merged.n_lines,
    merged.first_line_no,
    merged.resolution_key,
    merged.province_id,
    merged.session_id,
    merged.session_no,
    merged.session_on,
    merged.notified_on,
    merged.resolution_no,
    merged.unit_id,
    merged.unit_key,
    merged.unit_name,
    merged.unit_national_id,
    merged.county,
    merged.problem_text,
    merged.resolution_text,
    coalesce(categories.category_codes, '{}') as category_codes,
    merged.amount_rial,
    merged.notes,
    merged.n_follow_ups,
    merged.n_issues,
    merged.is_hidden
from merged
inner join deliveries
    on merged.document_id = deliveries.content_document_id
inner join document_agencies
    on merged.document_id = document_agencies.document_id
left join categories
    on
        merged.document_id = categories.document_id
        and merged.resolution_id = categories.resolution_id
