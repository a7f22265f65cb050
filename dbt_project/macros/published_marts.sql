{#- The marts that are published together; a test compares this list with the project's durable tables. -#}
{% macro published_marts() -%}
    {{ return([
        'articles',
        'dim_agency',
        'dim_county',
        'dim_date',
        'dim_ministry',
        'dim_problem_category',
        'dim_province',
        'dim_status',
        'dim_unit',
        'fct_resolution',
        'fct_resolution_assignment',
        'fct_resolution_version',
        'fct_status_event',
        'followup_rates',
        'mart_ministries',
        'resolutions',
        'units',
    ]) }}
{%- endmacro %}
