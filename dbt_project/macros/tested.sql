{#-
    What a generic test looks at in a build. A guard that judges each row by itself need not read again the rows that it found right
    before they were published: of a mart of which a part is built it looks at that part, and of a table that grows with the
    documents at the rows that came, or were touched, since the publication. In a full refresh, before the first publication and in
    every other command it looks at all rows.

    A table says by its config `meta` which rows those are: as marts do, by `touched`, {column: model} or {column: model.column};
    or, where it is built before that is known, by `came`, {column: model.time}, the time at which each value of the column came.
-#}
{% macro postgres__get_where_subquery(relation) -%}
    {%- if config.get('where') -%}
        {{ return('(select * from ' ~ relation ~ ' where ' ~ config.get('where') ~ ') as looked_at') }}
    {%- endif -%}
    {%- if not execute or not is_judged_by_row() or not builds_on_a_publication() -%}
        {{ return(relation) }}
    {%- endif -%}
    {%- set node = graph.nodes[model.attached_node] -%}
    {%- if node.config.materialized == 'durable_table' -%}
        {{ return(touched_relation(relation_of(node)) if is_part_only(node) else relation) }}
    {%- endif -%}
    {%- set condition = has_come('tested', node) if 'came' in node.config.meta else is_in_part('tested', node) -%}
    {{ return('(select * from ' ~ relation ~ ' as tested where ' ~ condition ~ ') as looked_at') }}
{%- endmacro %}

{#- Whether the test finds in some rows of its table what it would find in them among all. -#}
{% macro is_judged_by_row() -%}
    {%- set test = model.get('test_metadata') -%}
    {%- set node = graph.nodes.get(model.get('attached_node')) -%}
    {%- if not test or not node or 'meta' not in node.config -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set by = (node.config.meta.get('touched') or node.config.meta.get('came') or {}).keys() | list -%}
    {%- if not by -%}
        {{ return(false) }}
    {%- elif test.name == 'unique_together' -%}
        {#- Rows that are equal in such a column are all looked at, or none of them. -#}
        {{ return(by | reject('in', test.kwargs.columns) | list | length == 0) }}
    {%- endif -%}
    {{ return(
        test.name in ('accepted_values', 'all_between', 'between', 'parts_add_up', 'relationships')
        or (test.name == 'whole' and not test.kwargs.get('keys'))
    ) }}
{%- endmacro %}

{#- Whether a row is of a document or delivery that came after the last publication. -#}
{% macro has_come(alias, node) -%}
    {%- for column, source in node.config.meta.came.items() -%}
        {%- set name, time = source.split('.') -%}
        {{ alias }}.{{ column }} in (
            select came.{{ column }}
            from {{ api.Relation.create(database=target.database, schema=target.schema, identifier=name) }} as came
            where came.{{ time }} > {{ since_publication('state').documents_until }}
        )
        {{- ' and ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
