{{ config(indexes=[{'columns': ['unit_id'], 'unique': true}]) }}
{#- The touched units that are not called, placed or registered as they are published; before the first publication: all. -#}
select touched.unit_id
from {{ ref('int_touched_units') }} as touched
{%- if is_published_before() and has_columns_of(graph.nodes['model.' ~ project_name ~ '.dim_unit']) %}
left join {{ ref('int_units') }} as units
    on touched.unit_id = units.unit_id
left join {{ relation_of(graph.nodes['model.' ~ project_name ~ '.dim_unit']) }} as published
    on touched.unit_id = published.unit_id
where
    units.unit_id is null
    or published.unit_id is null
    or coalesce(units.unit_name, units.unit_national_id) is distinct from published.name_fa
    or units.unit_national_id is distinct from published.national_id
    or units.province_id is distinct from published.province_id
    or units.county is distinct from published.county
{%- endif %}
-- depends_on: {{ ref('int_units') }}
