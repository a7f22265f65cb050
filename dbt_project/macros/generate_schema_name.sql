{#- Schemas are named exactly: `warehouse` and `marts` are a public contract, so no target prefix. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
