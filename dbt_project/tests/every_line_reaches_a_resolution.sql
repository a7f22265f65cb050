-- Every staged line that was delivered by the day shown is part of a resolution of the mart.
select lines.line_id
from {{ ref('int_resolution_lines') }} as lines
inner join {{ ref('int_deliveries') }} as deliveries
    on lines.document_id = deliveries.content_document_id
left join {{ ref('fct_resolution') }} as resolutions
    on lines.resolution_id = resolutions.resolution_id
where
    deliveries.as_of_on <= {{ as_of() }}
    and resolutions.resolution_id is null
