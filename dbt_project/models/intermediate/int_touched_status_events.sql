{{ config(indexes=[{'columns': ['status_event_id'], 'unique': true}]) }}
{#- Observations that began or ended since the last publication; before the first one: all. -#}
{%- set since = since_publication('state') %}
select observation_id as status_event_id
from {{ ref('int_assignment_observations') }}
{%- if since %}
where written_at > {{ since.observations_until }}
{%- endif %}
