{#- The day and time up to which the published marts speak; no row before the first publication or in a full refresh. -#}
{% macro last_publication() -%}
    {%- if is_published_before() %}
    select
        as_of_on,
        observations_until,
        documents_until
    from {{ publications_relation() }}
    order by published_at desc
    limit 1
    {%- else %}
    select
        null::date as as_of_on,
        null::timestamptz as observations_until,
        null::timestamptz as documents_until
    where false
    {%- endif %}
{%- endmacro %}

{#-
    The spans of days and times that this run passes over since the last publication, as SQL literals, so that the planner knows how few
    rows lie in them: `from_on` and `until_on`, the days shown then, at the last computing of `mark` and now; `observations_until` and
    `documents_until`. None before the first publication and in a full refresh.
-#}
{% macro since_publication(mark) -%}
    {%- if not is_published_before() -%}
        {{ return(none) }}
    {%- endif -%}
    {%- set query -%}
        select
            least(publication.as_of_on, marks.as_of_on, {{ as_of() }})::text as from_on,
            greatest(publication.as_of_on, marks.as_of_on, {{ as_of() }})::text as until_on,
            coalesce(publication.observations_until, '-infinity')::text as observations_until,
            coalesce(publication.documents_until, '-infinity')::text as documents_until
        from ({{ last_publication() }}) as publication
        left join {{ target.schema }}.state_marks as marks
            on marks.name = '{{ mark }}'
    {%- endset -%}
    {%- set found = run_query(query).rows[0] -%}
    {{ return({
        'from_on': "date '" ~ found[0] ~ "'",
        'until_on': "date '" ~ found[1] ~ "'",
        'passes_days': found[0] != found[1],
        'observations_until': "timestamptz '" ~ found[2] ~ "'",
        'documents_until': "timestamptz '" ~ found[3] ~ "'",
    }) }}
{%- endmacro %}

{#- Whether this run may stand on an earlier publication. -#}
{% macro is_published_before() -%}
    {%- if not execute or should_full_refresh() or not has_columns_of(graph.nodes['model.' ~ project_name ~ '.publications']) -%}
        {{ return(false) }}
    {%- endif -%}
    {{ return(run_query('select 1 from ' ~ publications_relation() ~ ' limit 1').rows | length > 0) }}
{%- endmacro %}

{#- Whether this is a night that computes only what was touched since the last one. -#}
{% macro builds_on_a_publication() -%}
    {{ return(flags.WHICH == 'build' and is_published_before()) }}
{%- endmacro %}

{% macro publications_relation() -%}
    {{ return(api.Relation.create(database=target.database, schema='marts', identifier='publications')) }}
{%- endmacro %}

{#- Whether a table of ours holds what an earlier run computed, so that only what was touched since needs computing. -#}
{% macro is_computed_before(name) -%}
    {%- if not execute or should_full_refresh() -%}
        {{ return(false) }}
    {%- endif -%}
    {{ return(is_table_there(api.Relation.create(database=target.database, schema=target.schema, identifier=name))) }}
{%- endmacro %}

{#- Whether everything that reads int_rate_cases holds what an earlier run computed, so that the touched cases are enough. -#}
{% macro computes_touched_cases_only() -%}
    {%- if 'nodes' not in graph or not is_published_before() -%}
        {{ return(false) }}
    {%- endif -%}
    {%- for node in graph.nodes.values() if 'model.' ~ project_name ~ '.int_rate_cases' in node.depends_on.nodes -%}
        {%- if node.config.materialized == 'incremental' and not is_computed_before(node.alias) -%}
            {{ return(false) }}
        {%- elif node.config.materialized == 'durable_table' and not is_part_only(node) -%}
            {{ return(false) }}
        {%- endif -%}
    {%- endfor -%}
    {{ return(true) }}
{%- endmacro %}

{#- One province's resolutions of one month of approval: the cell of which the rates of every longer period are sums. -#}
{% macro month_key(province, month_label) -%}
    coalesce({{ province }}, '-') || ':' || coalesce({{ month_label }}, '-')
{%- endmacro %}

{#- Whether a relation is in the database already; false while parsing. -#}
{% macro is_standing(relation) -%}
    {{ return(execute and is_table_there(relation)) }}
{%- endmacro %}

{#- The columns of this mart's contract as they are published; null for one that what is published does not have yet. -#}
{% macro standing_columns() -%}
    {%- set there = adapter.get_columns_in_relation(this) | map(attribute='name') | list if execute else [] -%}
    {%- for name, column in model.columns.items() -%}
        {{ name if name in there else 'null::' ~ column.data_type ~ ' as ' ~ name }}
        {%- if not loop.last %}, {% endif -%}
    {%- endfor -%}
{%- endmacro %}
