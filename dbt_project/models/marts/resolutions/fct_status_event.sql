{#- What had ended before it was ever published, as what a night that failed was told wrongly, never was history. -#}
with observations as (

    select * from {{ ref('int_assignment_observations') }}
    {{ only_touched('observation_id') }}

),

published as (
    {% if is_standing(this) %}
    select status_event_id
    from {{ this }}
    {{ only_touched('status_event_id') }}
    {% else %}
    select null::text as status_event_id
    where false
    {% endif %}
)

select
    {%- for column, name in status_event_columns().items() if column != 'level' %}
    {{ name }} as {{ column }},
    {%- endfor %}
    nullif(level, 'province') as level
from observations
where
    known_to is null
    or exists (
        select 1
        from published
        where observations.observation_id = published.status_event_id
    )
-- depends_on: {{ ref('int_touched_status_events') }}
