-- A staged line that was delivered by the day shown is part of a resolution of the mart: each line of a document that was read
-- since the last publication, or of a resolution that was touched since. Where a part of the mart is built it is in that part.
{%- set mart = touched_relation(published('fct_resolution')) if is_part_of_tonight('fct_resolution') else ref('fct_resolution') %}
with lines as (
    {%- for touched, key in [('int_touched_documents', 'document_id'), ('int_touched_resolutions', 'resolution_id')] %}

    select
        lines_read.line_id,
        lines_read.document_id,
        lines_read.resolution_id
    from {{ ref('int_resolution_lines') }} as lines_read
    inner join {{ ref(touched) }} as touched
        on lines_read.{{ key }} = touched.{{ key }}
    {{- '\n\n    union' if not loop.last }}
    {%- endfor %}

)

select lines.line_id
from lines
inner join {{ ref('int_deliveries') }} as deliveries
    on lines.document_id = deliveries.content_document_id
left join {{ mart }} as resolutions
    on lines.resolution_id = resolutions.resolution_id
where
    deliveries.as_of_on <= {{ as_of() }}
    and resolutions.resolution_id is null
