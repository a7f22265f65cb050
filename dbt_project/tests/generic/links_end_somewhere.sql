{#- A link leads to a unit that is not itself linked away: one step, no circles. -#}
{% test links_end_somewhere(model) %}

select links.unit_id
from {{ model }} as links
inner join {{ model }} as onward
    on links.same_as_unit_id = onward.unit_id

{% endtest %}
