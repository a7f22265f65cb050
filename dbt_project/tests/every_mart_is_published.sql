-- Every durable table of the project is in the list of marts that are published together, and nothing else.
{%- set durable = durable_marts() | map(attribute='name') | list if execute else [] -%}
{%- set listed = published_marts() -%}
{%- set misplaced = (durable + listed) | unique | reject('in', durable | select('in', listed) | list) | list %}
select name as mart
from unnest(string_to_array('{{ misplaced | join(",") }}', ',')) as misplaced (name)
where name <> ''
