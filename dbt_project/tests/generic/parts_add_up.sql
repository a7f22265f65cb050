{#- The parts of every row add up to its total. -#}
{% test parts_add_up(model, total, parts) %}

select *
from {{ model }}
where {{ total }} <> {{ parts | join(' + ') }}

{% endtest %}
