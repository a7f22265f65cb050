{#-
    A table that is built aside and published with all others in one transaction (see publication.sql). The published relation
    is the same object for ever: foreign keys, views, grants, comments and row policies on it survive every night.

    Needs an enforced contract with a primary key. Config `meta`:
      province_column   rows are visible to the roles of that province (and to national readers); null: to everybody. A table with
                        a column province_id or province_ids must say
      national_rows     an SQL condition: rows of the whole country, visible to every province; default none
      indexes           lists of columns
      exchange          how the contents are exchanged; default replace
          replace       what is not built again goes
          history       nothing goes; a row that is not built again, or built otherwise, ends: its column `known_to` gets the
                        time of this run, and what is built instead begins then. `known_from` is the last column of the key
          upsert        nothing goes, nothing ends
      touched           {column: model} or {column: model.column}: where a publication stands already, only the rows one of whose
                        columns is in that model are built and exchanged; the model's SQL says so with only_touched()
      least_rows_ratio  the build fails if it has fewer rows than this share of what is published; default 0.5
-#}
{% materialization durable_table, adapter='postgres' %}
    {%- set published_relation = this.incorporate(type='table') -%}
    {%- set next = next_relation(this) -%}
    {%- set is_part = is_part_only(model) -%}
    {%- set built = touched_relation(this) if is_part else next -%}

    {{ run_hooks(pre_hooks) }}

    {% do assert_columns_equivalent(sql) %}
    {% do assert_province_column(model) %}
    {% do drop_whatever(next) %}
    {% do drop_whatever(touched_relation(this)) %}
    {% call statement('create_built') -%}
        create table {{ built }} (
            {{ adapter.render_raw_columns_constraints(raw_columns=model['columns']) | join(',\n            ') }}
        )
    {%- endcall %}
    {% call statement('main') -%}
        insert into {{ built }} ({{ quoted_columns(model) }})
        select {{ quoted_columns(model) }}
        from (
            {{ sql }}
        ) as built
    {%- endcall %}
    {% call statement('finish_built') -%}
        alter table {{ built }} add primary key ({{ primary_key_of(model) | join(', ') }});
        {% for constraint in model.constraints if constraint.type == 'check' -%}
            alter table {{ built }} add check ({{ constraint.expression }});
        {% endfor -%}
        analyze {{ built }} {{ columns_to_know(model) if is_table_there(published_relation) }}
    {%- endcall %}
    {% if is_part -%}
        {% call statement('create_next') -%}
            create view {{ next }} as
            select {{ quoted_columns(model) }}
            from {{ published_relation }} as published
            where not {{ is_in_part('published', model) }}
            union all
            select {{ quoted_columns(model) }}
            from {{ built }}
        {%- endcall %}
    {%- endif %}
    {% if exchange_of(model) == 'replace' %}
        {% do check_row_band(built, published_relation, is_part) %}
    {% endif %}
    {% call statement('register') -%}
        insert into {{ built_marts() }} (name, invocation_id, is_part, built_at)
        values ('{{ this.identifier }}', '{{ invocation_id }}', {{ is_part }}, clock_timestamp())
        on conflict (name) do update set
            invocation_id = excluded.invocation_id,
            is_part = excluded.is_part,
            built_at = excluded.built_at
    {%- endcall %}

    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [published_relation]}) }}
{% endmaterialization %}

{% macro exchange_of(node) -%}
    {{ return(node.config.meta.get('exchange', 'replace')) }}
{%- endmacro %}

{#- Whether this run builds only the rows that were touched since the last publication. -#}
{% macro is_part_only(node) -%}
    {%- if not execute or should_full_refresh() or flags.WHICH not in ('build', 'run', 'compile') -%}
        {{ return(false) }}
    {%- endif -%}
    {%- if node.config.materialized != 'durable_table' or 'touched' not in node.config.meta -%}
        {{ return(false) }}
    {%- endif -%}
    {{ return(is_published_before() and has_columns_of(node)) }}
{%- endmacro %}

{#- Whether this run builds the mart of that name, and only a part of it. -#}
{% macro is_part_of_tonight(name) -%}
    {{ return(execute and is_rebuilt_now(name) and is_part_only(graph.nodes['model.' ~ project_name ~ '.' ~ name])) }}
{%- endmacro %}

{#- Whether the published table is there with the columns of the contract. -#}
{% macro has_columns_of(node) -%}
    {%- set query -%}
        select attname::text
        from pg_attribute
        where attrelid = to_regclass('{{ relation_of(node) }}') and attnum > 0 and not attisdropped
    {%- endset -%}
    {%- set there = run_query(query).columns[0].values() | sort -%}
    {{ return(there == node.columns.keys() | sort) }}
{%- endmacro %}

{#- Restricts a mart to the rows that its touched model names; nothing where all rows are built. -#}
{% macro only_touched(column, keyword='where') -%}
    {%- if is_part_only(model) -%}
        {%- set found = touched_by(model) -%}
        {%- set by = found | selectattr('column', 'equalto', column) | first or found[0] %}
    {{ keyword }} {{ column }} in (select touched.{{ by.key }} from {{ builtins.ref(by.model) }} as touched)
    {%- endif -%}
{%- endmacro %}

{#- What `touched` of a mart says: each column, and the model and the column there that name the rows to build again. -#}
{% macro touched_by(node) -%}
    {%- set found = [] -%}
    {%- for column, source in node.config.meta.touched.items() -%}
        {%- do found.append({'column': column, 'model': source.split('.')[0], 'key': source.split('.')[1] or column}) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

{#-
    Whether a row of the mart `alias` is of the part that is built again. Where several columns say so, its key is looked up among
    those that each of them leads to by its index: of two conditions in one no index is used, and all history would be read.
-#}
{% macro is_in_part(alias, node) -%}
    {%- set found = touched_by(node) -%}
    {%- if found | length == 1 -%}
    exists (
        select 1
        from {{ touching_relation(found[0]) }} as touched
        where touched.{{ found[0].key }} = {{ alias }}.{{ found[0].column }}
    )
    {%- else -%}
    {%- set key = primary_key_of(node) -%}
    ({{ columns_from(alias, key) }}) in (
        {%- for by in found %}
        select {{ columns_from('found', key) }}
        from {{ relation_of(node) }} as found
        where found.{{ by.column }} in (select touched.{{ by.key }} from {{ touching_relation(by) }} as touched)
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    )
    {%- endif -%}
{%- endmacro %}

{#- Where a model that names touched rows stands, whatever is being built. -#}
{% macro touching_relation(by) -%}
    {{ return(api.Relation.create(database=target.database, schema=target.schema, identifier=by.model)) }}
{%- endmacro %}

{#- Where the touched rows of a mart are built. -#}
{% macro touched_relation(relation) -%}
    {{ return(relation.incorporate(
        path={'schema': target.schema, 'identifier': short_name('touched_', relation.identifier)}, type='table'
    )) }}
{%- endmacro %}

{% macro drop_whatever(relation) -%}
    {%- set kinds = run_query("select relkind::text from pg_class where oid = to_regclass('" ~ relation ~ "')").columns[0].values() -%}
    {%- if kinds | length -%}
        {% call statement('drop_whatever') -%}
            drop {{ 'view' if kinds[0] == 'v' else 'table' }} {{ relation }}
        {%- endcall %}
    {%- endif -%}
{%- endmacro %}

{#- Where it is written down which marts lie ready, and by which run they were built. -#}
{% macro built_marts() -%}
    {{ return(api.Relation.create(database=target.database, schema=target.schema, identifier='built_marts')) }}
{%- endmacro %}

{#-
    The columns of which the planner must know something while a mart lies ready: those that name, place or date a row and may join
    or restrict it. Figures do neither.
-#}
{% macro columns_to_know(node) -%}
    {%- set found = [] -%}
    {%- for name, column in node.columns.items() if column.data_type in ('text', 'date', 'boolean') -%}
        {%- do found.append(adapter.quote(name)) -%}
    {%- endfor -%}
    {%- if found -%}
        ({{ found | join(', ') }})
    {%- endif -%}
{%- endmacro %}

{% macro quoted_columns(node) -%}
    {%- for name in node.columns -%}
        {{ adapter.quote(name) }}{% if not loop.last %}, {% endif %}
    {%- endfor -%}
{%- endmacro %}

{#- The columns of a mart's contract, in order. -#}
{% macro columns_of(name) -%}
    {%- if execute -%}
        {{ quoted_columns(graph.nodes['model.' ~ project_name ~ '.' ~ name]) }}
    {%- endif -%}
{%- endmacro %}

{#- A mart that tells of provinces says whose its rows are. -#}
{% macro assert_province_column(node) -%}
    {%- set told = node.columns.keys() | select('in', ['province_id', 'province_ids']) | list -%}
    {%- if told and 'province_column' not in node.config.meta -%}
        {{ exceptions.raise_compiler_error(
            'the mart ' ~ node.name ~ ' has a column ' ~ told[0] ~ ' and does not say who may see its rows: write'
            ~ ' meta: {province_column: ' ~ told[0] ~ '} in its YAML, or null if every province may see all of them'
        ) }}
    {%- endif -%}
{%- endmacro %}

{% macro primary_key_of(node) -%}
    {%- for constraint in node.constraints if constraint.type == 'primary_key' -%}
        {{ return(constraint.columns) }}
    {%- endfor -%}
    {{ exceptions.raise_compiler_error('the mart ' ~ node.name ~ ' states no primary key') }}
{%- endmacro %}

{#- The build fails where too few rows would stand. Of a part only what goes and what comes is counted: the rest stays. -#}
{% macro check_row_band(built, published_relation, is_part) -%}
    {%- set ratio = model.config.meta.get('least_rows_ratio', 0.5) -%}
    {%- if not is_table_there(published_relation) or var('accept_shrinking', false) -%}
        {{ return('') }}
    {%- endif -%}
    {%- set comes = run_query('select count(*) from ' ~ built).columns[0].values()[0] -%}
    {%- set going = 'select count(*) from ' ~ published_relation ~ ' as published' -%}
    {%- if is_part -%}
        {%- set goes = run_query(going ~ ' where ' ~ is_in_part('published', model)).columns[0].values()[0] -%}
        {%- if comes >= goes -%}
            {{ return('') }}
        {%- endif -%}
    {%- endif -%}
    {%- set before = run_query(going).columns[0].values()[0] -%}
    {%- set after = before - goes + comes if is_part else comes -%}
    {%- if after < before * ratio -%}
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
