select
    {%- for column, name in status_event_columns().items() if column != 'level' %}
    {{ name }} as {{ column }},
    {%- endfor %}
    nullif(level, 'province') as level
from {{ ref('int_assignment_observations') }}
{{ only_touched('observation_id') }}
-- depends_on: {{ ref('int_touched_status_events') }}
