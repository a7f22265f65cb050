{#- Each of the numbers is null or lies between two bounds, both included. -#}
{% test all_between(model, columns, lowest, highest) %}

select *
from {{ model }}
where
    {% for column in columns %}
    {{ column }} < {{ lowest }} or {{ column }} > {{ highest }}{{ ' or' if not loop.last }}
    {% endfor %}

{% endtest %}
