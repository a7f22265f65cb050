{{ config(indexes=[{'columns': ['delivery_id'], 'unique': true}]) }}
{#- Deliveries whose observations began or ended since the last publication; before the first one: all. -#}
{%- set since = since_publication('state') %}
select distinct delivery_id
from {{ ref('int_assignment_observations') }}
{%- if since %}
where written_at > {{ since.observations_until }}
{%- else %}

union

select delivery_id
from {{ ref('int_deliveries') }}
{%- endif %}
-- depends_on: {{ ref('int_deliveries') }}
