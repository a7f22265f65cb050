{#-
    A table that is built aside and published with all others in one transaction (see publication.sql). The published relation
    is the same object for ever: foreign keys, views, grants, comments and row policies on it survive every night.

    Needs an enforced contract with a primary key. Config `meta`:
      province_column   rows are visible to the roles of that province (and to national readers); absent: to everybody
      least_rows_ratio  the build fails if it has fewer rows than this share of what is published; default 0.5
-#}
{% materialization durable_table, adapter='postgres' %}
    {%- set published_relation = this.incorporate(type='table') -%}
    {%- set next = next_relation(this) -%}
    {%- set key = primary_key_of(model) -%}

    {{ run_hooks(pre_hooks) }}

    {% do assert_columns_equivalent(sql) %}
    {% call statement('drop_next') -%}
        drop table if exists {{ next }}
    {%- endcall %}
    {% call statement('create_next') -%}
        create table {{ next }} (
            {{ adapter.render_raw_columns_constraints(raw_columns=model['columns']) | join(',\n            ') }}
        )
    {%- endcall %}
    {% call statement('main') -%}
        insert into {{ next }} ({{ quoted_columns(model) }})
        select {{ quoted_columns(model) }}
        from (
            {{ sql }}
        ) as built
    {%- endcall %}
    {% call statement('finish_next') -%}
        alter table {{ next }} add primary key ({{ key | join(', ') }});
        {% for constraint in model.constraints if constraint.type == 'check' -%}
            alter table {{ next }} add check ({{ constraint.expression }});
        {% endfor -%}
        analyze {{ next }}
    {%- endcall %}
    {% do check_row_band(next, published_relation) %}
    {% call statement('register') -%}
        create table if not exists {{ built_marts() }} (
            name text primary key,
            invocation_id text not null,
            built_at timestamptz not null
        );
        insert into {{ built_marts() }} (name, invocation_id, built_at)
        values ('{{ this.identifier }}', '{{ invocation_id }}', clock_timestamp())
        on conflict (name) do update set invocation_id = excluded.invocation_id, built_at = excluded.built_at
    {%- endcall %}

    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [published_relation]}) }}
{% endmaterialization %}

{#- Where it is written down which marts lie ready, and by which run they were built. -#}
{% macro built_marts() -%}
    {{ return(api.Relation.create(database=target.database, schema=target.schema, identifier='built_marts')) }}
{%- endmacro %}

{% macro quoted_columns(node) -%}
    {%- for name in node.columns -%}
        {{ adapter.quote(name) }}{% if not loop.last %}, {% endif %}
    {%- endfor -%}
{%- endmacro %}

{% macro primary_key_of(node) -%}
    {%- for constraint in node.constraints if constraint.type == 'primary_key' -%}
        {{ return(constraint.columns) }}
    {%- endfor -%}
    {{ exceptions.raise_compiler_error('the mart ' ~ node.name ~ ' states no primary key') }}
{%- endmacro %}

{% macro check_row_band(next, published_relation) -%}
    {%- set ratio = model.config.meta.get('least_rows_ratio', 0.5) -%}
    {%- if not is_table_there(published_relation) -%}
        {{ return('') }}
    {%- endif -%}
    {%- set before = run_query('select count(*) from ' ~ published_relation).columns[0].values()[0] -%}
    {%- set after = run_query('select count(*) from ' ~ next).columns[0].values()[0] -%}
    {%- if after < before * ratio and not var('accept_shrinking', false) -%}
        {{ exceptions.raise_compiler_error(
            this.identifier ~ ' would shrink from ' ~ before ~ ' to ' ~ after ~ ' rows, below ' ~ ratio
            ~ ' of what is published; if that is right, run with --vars accept_shrinking: true'
        ) }}
    {%- endif -%}
{%- endmacro %}

{% macro is_table_there(relation) -%}
    {%- set answer = run_query("select to_regclass('" ~ relation.schema ~ "." ~ adapter.quote(relation.identifier) ~ "')::text") -%}
    {{ return(answer.columns[0].values()[0] is not none) }}
{%- endmacro %}
