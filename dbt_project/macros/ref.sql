{#-
    A mart that this run rebuilds is read where it is being built, so that tests and marts that read marts see tonight's rows.
    Everything else, and every other command, reads what is published.
-#}
{% macro ref() -%}
    {%- set relation = builtins.ref(*varargs, **kwargs) -%}
    {%- if execute and not relation.is_cte and is_rebuilt_now(varargs[-1]) -%}
        {{ return(next_relation(relation)) }}
    {%- endif -%}
    {{ return(relation) }}
{%- endmacro %}

{#- The published relation of a mart, whatever is being built. For views and functions that outlive the run. -#}
{% macro published(name) -%}
    {{ return(builtins.ref(name)) }}
{%- endmacro %}

{#- The same by name, no reference: for what a mart is built from, which asks it what is to be built. -#}
{% macro published_by_name(name) -%}
    {{ return(api.Relation.create(database=target.database, schema='marts', identifier=name)) }}
{%- endmacro %}

{% macro is_rebuilt_now(name) -%}
    {%- set id = 'model.' ~ project_name ~ '.' ~ name -%}
    {{ return(
        flags.WHICH in ('build', 'run')
        and id in selected_resources
        and graph.nodes[id].config.materialized == 'durable_table'
    ) }}
{%- endmacro %}

{#- Where a mart is built before it is published. -#}
{% macro next_relation(relation) -%}
    {%- set name = 'next__' ~ relation.identifier -%}
    {%- if name | length > 63 -%}
        {{ exceptions.raise_compiler_error('the name ' ~ name ~ ' is longer than 63 bytes') }}
    {%- endif -%}
    {{ return(relation.incorporate(path={'schema': target.schema, 'identifier': name}, type='table')) }}
{%- endmacro %}
