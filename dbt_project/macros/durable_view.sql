{#-
    A view that stays the same object: replaced in place, so that views and grants on it survive. It may read only what is never
    dropped: published marts, staging and audit. A change of its columns that PostgreSQL refuses fails the build, by name.
    The view's own WHERE must hide other provinces: it reads with its owner's rights.
-#}
{% materialization durable_view, adapter='postgres' %}
    {%- set view = this.incorporate(type='view') -%}
    {{ run_hooks(pre_hooks) }}
    {% do assert_columns_equivalent(sql) %}
    {% call statement('main') -%}
        create or replace view {{ view }} with (security_barrier = true) as
        {{ sql }}
    {%- endcall %}
    {% call statement('comments') -%}
        comment on view {{ view }} is {{ postgres_escape_comment(model.description) }};
        {% for name, column in model.columns.items() -%}
            comment on column {{ view }}.{{ adapter.quote(name) }} is {{ postgres_escape_comment(column.description) }};
        {% endfor -%}
        select 1
    {%- endcall %}
    {% do write_grants(view, model) %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [view]}) }}
{% endmaterialization %}

{#- The rows of provinces that the current user may see; a row of no province only where all are. -#}
{% macro is_visible(column) -%}
    (
        (select {{ function('sees_all_provinces') }}())
        or {{ column }} = any ((select {{ function('visible_provinces') }}())::text[])
    )
{%- endmacro %}
