{#-
    Publishes all marts of one run together, or none. The model's own table gets one row per publication.

    dbt runs it last, after every mart and every test of a mart: where one of them failed, it is skipped and yesterday's
    marts stand. In one transaction the contents are exchanged by difference: rows that are gone are deleted, changed and
    new ones written. Readers are never locked out and see one night or the next.
-#}
{% materialization publication, adapter='postgres' %}
    {%- set marts = durable_marts() -%}
    {%- set publications = this.incorporate(type='table') -%}

    {% do assert_built_together(marts) %}
    {% call statement('begin') -%}
        set local lock_timeout = '5s';
        select pg_advisory_xact_lock(7349448);
        create temporary table exchanged (
            mart text primary key,
            n_deleted bigint not null,
            n_written bigint not null
        ) on commit drop
    {%- endcall %}

    {%- set parts = run_query('select name from ' ~ built_marts() ~ ' where is_part').columns[0].values() %}
    {% for node in marts if is_table_there(relation_of(node)) %}
        {% do prepare_published_table(node) %}
    {% endfor %}
    {% for node in marts %}
        {%- if is_table_there(relation_of(node)) -%}
            {% do exchange_contents(node, node.alias in parts) %}
        {%- else -%}
            {% do publish_first_contents(node) %}
        {%- endif -%}
    {% endfor %}
    {#- Deferred keys are checked now: a table with a check still to come cannot be altered. -#}
    {% call statement('check_keys') -%}
        set constraints all immediate
    {%- endcall %}
    {% for node in marts %}
        {% do settle_contract(node) %}
    {% endfor %}

    {% do assert_columns_equivalent(sql) %}
    {% call statement('create_publications') -%}
        create table if not exists {{ publications }} (
            {{ adapter.render_raw_columns_constraints(raw_columns=model['columns']) | join(',\n            ') }},
            primary key ({{ primary_key_of(model) | join(', ') }})
        );
        {% for name, column in model.columns.items() -%}
            alter table {{ publications }} add column if not exists {{ adapter.quote(name) }} {{ column.data_type }};
        {% endfor %}
    {%- endcall %}
    {% call statement('main') -%}
        insert into {{ publications }} ({{ quoted_columns(model) }})
        {{ sql }}
    {%- endcall %}
    {% do write_comments(publications, model) %}
    {% do write_grants(publications, model) %}

    {% for node in marts %}
        {% do drop_whatever(next_relation(relation_of(node))) %}
        {% do drop_whatever(touched_relation(relation_of(node))) %}
    {% endfor %}
    {% call statement('forget_built') -%}
        delete from {{ built_marts() }}
    {%- endcall %}
    {{ adapter.commit() }}
    {{ return({'relations': [publications]}) }}
{% endmaterialization %}

{#- Every durable mart of the project, by name. -#}
{% macro durable_marts() -%}
    {{ return(
        graph.nodes.values()
        | selectattr('resource_type', 'equalto', 'model')
        | selectattr('config.materialized', 'equalto', 'durable_table')
        | sort(attribute='name')
        | list
    ) }}
{%- endmacro %}

{% macro relation_of(node) -%}
    {{ return(api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias, type='table')) }}
{%- endmacro %}

{% macro assert_built_together(marts) -%}
    {%- set ready = [] -%}
    {%- if is_table_there(built_marts()) -%}
        {%- set query = "select name from " ~ built_marts() ~ " where invocation_id = '" ~ invocation_id ~ "'" -%}
        {%- set ready = run_query(query).columns[0].values() -%}
    {%- endif -%}
    {%- set missing = marts | map(attribute='alias') | reject('in', ready) | list -%}
    {%- if missing -%}
        {{ exceptions.raise_compiler_error(
            'not built by this run, so nothing is published: ' ~ missing | join(', ') ~ '; run the whole `dbt build`'
        ) }}
    {%- endif -%}
{%- endmacro %}

{#- The published table has every column of the contract; columns that the contract dropped are dropped if nothing uses them. -#}
{% macro prepare_published_table(node) -%}
    {%- set relation = relation_of(node) -%}
    {% do change_primary_key(relation, node) %}
    {%- set differences = run_query(column_differences_sql(relation, next_relation(relation))) -%}
    {%- for row in differences.rows -%}
        {% call statement('change_column') -%}
            alter table {{ relation }}
            {%- if row[1] == 'add' %}
                add column {{ adapter.quote(row[0]) }} {{ row[2] }}
            {%- elif row[1] == 'retype' %}
                alter column {{ adapter.quote(row[0]) }} type {{ row[2] }}
                using {{ adapter.quote(row[0]) }}::{{ row[2] }}
            {%- elif row[1] == 'drop' %}
                drop column {{ adapter.quote(row[0]) }}
            {%- endif %}
        {%- endcall %}
    {%- endfor -%}
{%- endmacro %}

{#-
    What was built aside becomes the published table where none stands yet: there is nothing to exchange, and nothing is copied. Under
    its former name it can be read until the publication ends.
-#}
{% macro publish_first_contents(node) -%}
    {%- set relation = relation_of(node) -%}
    {%- set next = next_relation(relation) -%}
    {%- set checked = run_query(
        "select conname::text, contype::text from pg_constraint where contype in ('c', 'p') and conrelid = '" ~ next ~ "'::regclass"
    ) -%}
    {% call statement('publish_first') -%}
        {% for name, kind in checked.rows -%}
            alter table {{ next }}
            {%- if kind == 'p' %} rename constraint {{ adapter.quote(name) }} to {{ adapter.quote(short_name(node.alias, 'pk')) }};
            {%- else %} drop constraint {{ adapter.quote(name) }};
            {%- endif %}
        {% endfor -%}
        alter table {{ next }} set schema {{ relation.schema }};
        alter table {{ next.incorporate(path={'schema': relation.schema}) }} rename to {{ adapter.quote(relation.identifier) }};
        create view {{ next }} as select * from {{ relation }};
        insert into exchanged (mart, n_deleted, n_written)
        select '{{ node.alias }}', 0, (select count(*) from {{ relation }})
    {%- endcall %}
{%- endmacro %}

{#- Where the contract states another primary key, the published table gets it. -#}
{% macro change_primary_key(relation, node) -%}
    {%- set query -%}
        select
            pg_constraint.conname::text,
            (
                select string_agg(pg_attribute.attname, ',' order by pg_attribute.attname)
                from pg_attribute
                where pg_attribute.attrelid = pg_constraint.conrelid and pg_attribute.attnum = any (pg_constraint.conkey)
            )
        from pg_constraint
        where pg_constraint.conrelid = '{{ relation }}'::regclass and pg_constraint.contype = 'p'
    {%- endset -%}
    {%- for name, columns in run_query(query).rows if columns != (primary_key_of(node) | sort | join(',')) -%}
        {% call statement('change_primary_key') -%}
            alter table {{ relation }} drop constraint {{ adapter.quote(name) }};
            alter table {{ relation }} add constraint {{ adapter.quote(name) }} primary key ({{ primary_key_of(node) | join(', ') }})
        {%- endcall %}
    {%- endfor -%}
{%- endmacro %}

{% macro column_differences_sql(relation, next) -%}
    with published_columns as (

        select attname, format_type(atttypid, atttypmod) as type_name
        from pg_attribute
        where attrelid = '{{ relation }}'::regclass and attnum > 0 and not attisdropped

    ),

    next_columns as (

        select attname, format_type(atttypid, atttypmod) as type_name, attnum
        from pg_attribute
        where attrelid = '{{ next }}'::regclass and attnum > 0 and not attisdropped

    )

    select
        coalesce(next_columns.attname, published_columns.attname)::text as column_name,
        case
            when published_columns.attname is null then 'add'
            when next_columns.attname is null then 'drop'
            else 'retype'
        end as change,
        next_columns.type_name
    from next_columns
    full join published_columns
        on next_columns.attname = published_columns.attname
    where published_columns.type_name is distinct from next_columns.type_name
    order by next_columns.attnum
{%- endmacro %}

{% macro exchange_contents(node, is_part) -%}
    {%- if exchange_of(node) == 'history' -%}
        {% do exchange_history(node, is_part) %}
    {%- else -%}
        {% do exchange_rows(node, is_part) %}
    {%- endif -%}
{%- endmacro %}

{% macro exchange_rows(node, is_part) -%}
    {%- set relation = relation_of(node) -%}
    {%- set built = touched_relation(relation) if is_part else next_relation(relation) -%}
    {%- set key = primary_key_of(node) -%}
    {%- set others = node.columns.keys() | reject('in', key) | list -%}
    {% call statement('exchange') -%}
        with built_again as (

            select {{ key | join(', ') }}
            from {{ built }}

        ),

        gone as (

            {% if exchange_of(node) == 'replace' -%}
            delete from {{ relation }} as published
            where
                not exists (select 1 from built_again where {{ same_key('built_again', 'published', key) }})
                {%- if is_part %}
                and {{ is_in_part('published', node) }}
                {%- endif %}
            returning 1
            {%- else -%}
            select 1
            where false
            {%- endif %}

        ),

        written as (

            insert into {{ relation }} as published ({{ quoted_columns(node) }})
            select {{ columns_from('built', node.columns) }}
            from {{ built }} as built
            left join {{ relation }} as before
                on {{ same_key('built', 'before', key) }}
            where
                before.{{ key[0] }} is null
                {%- if others %}
                or ({{ columns_from('built', others) }}) is distinct from ({{ columns_from('before', others) }})
                {%- endif %}
            on conflict ({{ key | join(', ') }})
            {%- if others %} do update set
                {% for name in others -%}
                    {{ adapter.quote(name) }} = excluded.{{ adapter.quote(name) }}{% if not loop.last %},
                {% endif %}{% endfor %}
            {%- else %} do nothing
            {%- endif %}
            returning 1

        )

        insert into exchanged (mart, n_deleted, n_written)
        select '{{ node.alias }}', (select count(*) from gone), (select count(*) from written)
    {%- endcall %}
{%- endmacro %}

{#-
    Nothing that was published is overwritten: a row that is built otherwise, or not at all, ends with this run, and what is
    built instead begins with it. A row that is built for the first time keeps the time from which it was known.
-#}
{% macro exchange_history(node, is_part) -%}
    {%- set relation = relation_of(node) -%}
    {%- set built = touched_relation(relation) if is_part else next_relation(relation) -%}
    {%- set key = primary_key_of(node) | reject('equalto', 'known_from') | list -%}
    {%- set told = node.columns.keys() | reject('in', key + ['known_from', 'known_to']) | list -%}
    {% call statement('exchange') -%}
        with ending as (

            select {{ columns_from('standing', key) }}, built.known_to
            from {{ built }} as built
            inner join {{ relation }} as standing
                on {{ same_key('built', 'standing', key) }} and standing.known_to is null
            where
                built.known_to is not null
                or ({{ columns_from('built', told) }}) is distinct from ({{ columns_from('standing', told) }})
            {%- if not is_part %}

            union all

            select {{ columns_from('standing', key) }}, null as known_to
            from {{ relation }} as standing
            where
                standing.known_to is null
                and not exists (select 1 from {{ built }} as built where {{ same_key('built', 'standing', key) }})
            {%- endif %}

        ),

        ended as (

            update {{ relation }} as published
            set known_to = coalesce(ending.known_to, {{ this_run() }})
            from ending
            where published.known_to is null and {{ same_key('ending', 'published', key) }}
            returning 1

        ),

        written as (

            insert into {{ relation }} ({{ columns_from(none, key + told) }}, known_from, known_to)
            select
                {{ columns_from('built', key + told) }},
                case when before.is_known then {{ this_run() }} else built.known_from end,
                built.known_to
            from {{ built }} as built
            left join lateral (
                select
                    true as is_known,
                    bool_or(
                        known.known_to is null
                        and ({{ columns_from('built', told) }}) is not distinct from ({{ columns_from('known', told) }})
                    ) as is_standing
                from {{ relation }} as known
                where {{ same_key('built', 'known', key) }}
                having count(*) > 0
            ) as before
                on true
            where
                before.is_known is null
                or (built.known_to is null and not before.is_standing)
            returning 1

        )

        insert into exchanged (mart, n_deleted, n_written)
        select '{{ node.alias }}', (select count(*) from ended), (select count(*) from written)
    {%- endcall %}
{%- endmacro %}

{#- The columns of one table of a query, quoted, in order. -#}
{% macro columns_from(alias, names) -%}
    {%- for name in names -%}
        {{ alias ~ '.' if alias }}{{ adapter.quote(name) }}{% if not loop.last %}, {% endif %}
    {%- endfor -%}
{%- endmacro %}

{% macro same_key(one, other, key) -%}
    {%- for column in key -%}
        {{ one }}.{{ column }} = {{ other }}.{{ column }}{% if not loop.last %} and {% endif %}
    {%- endfor -%}
{%- endmacro %}

{#- Not null, foreign keys, indexes, row policies, grants and comments follow the contract; written only where it changed. -#}
{% macro settle_contract(node) -%}
    {%- set relation = relation_of(node) -%}
    {%- set contract_hash = local_md5(tojson({
        'columns': node.columns, 'constraints': node.constraints, 'description': node.description,
        'grants': node.config.grants, 'meta': node.config.meta, 'roles': known_roles(), 'version': settle_version(),
    })) -%}
    {%- set known = run_query(
        "select 1 from " ~ kept_contracts() ~ " where name = '" ~ node.alias ~ "' and contract_hash = '" ~ contract_hash ~ "'"
    ) -%}
    {%- if known.rows | length == 0 or not has_row_policies_of(node) -%}
        {% do write_constraints(relation, node) %}
        {% do write_row_policies(relation, node) %}
        {% do write_comments(relation, node) %}
        {% do write_grants(relation, node) %}
        {% call statement('keep_contract') -%}
            insert into {{ kept_contracts() }} (name, contract_hash) values ('{{ node.alias }}', '{{ contract_hash }}')
            on conflict (name) do update set contract_hash = excluded.contract_hash
        {%- endcall %}
    {%- endif -%}
{%- endmacro %}

{#- Raised when the way of settling changes, so that every table is settled anew. -#}
{% macro settle_version() -%}{{ return('2') }}{%- endmacro %}

{% macro kept_contracts() -%}
    {{ return(api.Relation.create(database=target.database, schema=target.schema, identifier='kept_contracts')) }}
{%- endmacro %}

{#- A name of at most 63 bytes: shortened with a hash where it is longer. -#}
{% macro short_name(table_name, suffix) -%}
    {%- set name = table_name ~ '_' ~ suffix -%}
    {%- if name | length > 63 -%}
        {{ return(name[:54] ~ '_' ~ local_md5(name)[:8]) }}
    {%- endif -%}
    {{ return(name) }}
{%- endmacro %}

{% macro write_constraints(relation, node) -%}
    {%- set keys = node.constraints | selectattr('type', 'equalto', 'foreign_key') | list -%}
    {% call statement('constraints') -%}
        {% for name, column in node.columns.items() -%}
            alter table {{ relation }} alter column {{ adapter.quote(name) }}
            {%- if column.constraints | selectattr('type', 'equalto', 'not_null') | list %} set not null;
            {%- elif name not in primary_key_of(node) %} drop not null;
            {%- else %} set not null;
            {%- endif %}
        {% endfor -%}
        {% for key in keys -%}
            {%- set name = adapter.quote(short_name(node.alias, key.columns | join('_') ~ '_fk')) -%}
            alter table {{ relation }} drop constraint if exists {{ name }};
            alter table {{ relation }} add constraint {{ name }}
                foreign key ({{ key.columns | join(', ') }})
                references {{ key_target(key) }} ({{ key.to_columns | join(', ') }})
                deferrable initially deferred;
        {% endfor -%}
        {% for columns in node.config.meta.get('indexes', []) -%}
            create index if not exists {{ adapter.quote(short_name(node.alias, columns | join('_') ~ '_ix')) }}
                on {{ relation }} ({{ columns | join(', ') }});
        {% endfor -%}
        select 1
    {%- endcall %}
{%- endmacro %}

{#- The table that a foreign key of the contract names with ref('…'). -#}
{% macro key_target(key) -%}
    {%- set name = modules.re.search("ref\\(['\"](\\w+)['\"]\\)", key.to) -%}
    {%- if name -%}
        {{ return(relation_of(graph.nodes['model.' ~ project_name ~ '.' ~ name.group(1)])) }}
    {%- endif -%}
    {{ return(key.to) }}
{%- endmacro %}

{#-
    National readers see every row, a province's role its own and the rows that tell of the whole country. Row-level security is on
    for every mart that names its province column; the others hold nothing of a single province.
-#}
{% macro write_row_policies(relation, node) -%}
    {%- set column = node.config.meta.get('province_column') -%}
    {%- set roles = known_roles() -%}
    {%- set national_roles = var('national_roles') | select('in', roles) | list -%}
    {% call statement('row_policies') -%}
        drop policy if exists national_readers on {{ relation }};
        drop policy if exists provincial_readers on {{ relation }};
        alter table {{ relation }} {{ 'enable' if column else 'disable' }} row level security;
        {% if column and national_roles -%}
            create policy national_readers on {{ relation }} for select
                to {{ national_roles | join(', ') }} using (true);
        {% endif -%}
        {% if column and var('provincial_role') in roles -%}
            {%- set operator = '&&' if node.columns[column].data_type.endswith('[]') else '= any' -%}
            create policy provincial_readers on {{ relation }} for select
                to {{ var('provincial_role') }}
                using (
                    ({{ node.config.meta.get('national_rows', 'false') }})
                    or {{ column }} {{ operator }} ((select {{ relation.schema }}.visible_provinces())::text[])
                );
        {% endif -%}
        select 1
    {%- endcall %}
{%- endmacro %}

{#- Whether row-level security stands on a table as write_row_policies leaves it. -#}
{% macro has_row_policies_of(node) -%}
    {%- set roles = known_roles() -%}
    {%- set wanted = [] -%}
    {%- if node.config.meta.get('province_column') -%}
        {%- if var('national_roles') | select('in', roles) | list %}{% do wanted.append('national_readers') %}{% endif -%}
        {%- if var('provincial_role') in roles %}{% do wanted.append('provincial_readers') %}{% endif -%}
    {%- endif -%}
    {%- set query -%}
        select
            pg_class.relrowsecurity,
            (
                select coalesce(string_agg(pg_policy.polname, ',' order by pg_policy.polname), '')
                from pg_policy
                where pg_policy.polrelid = pg_class.oid and pg_policy.polname in ('national_readers', 'provincial_readers')
            ) as policies
        from pg_class
        where pg_class.oid = '{{ relation_of(node) }}'::regclass
    {%- endset -%}
    {%- set found = run_query(query).rows[0] -%}
    {{ return(found[0] == (node.config.meta.get('province_column') is not none) and found[1] == wanted | join(',')) }}
{%- endmacro %}

{#- Those of the roles named in the project that this server has. -#}
{% macro known_roles() -%}
    {%- set named = var('national_roles') + [var('provincial_role')] -%}
    {%- set query = "select rolname::text from pg_roles where rolname in ('" ~ named | join("', '") ~ "') order by 1" -%}
    {{ return(run_query(query).columns[0].values() | list) }}
{%- endmacro %}

{% macro write_comments(relation, node) -%}
    {% call statement('comments') -%}
        comment on table {{ relation }} is {{ postgres_escape_comment(node.description) }};
        {% for name, column in node.columns.items() -%}
            comment on column {{ relation }}.{{ adapter.quote(name) }} is {{ postgres_escape_comment(column.description) }};
        {% endfor -%}
        select 1
    {%- endcall %}
{%- endmacro %}

{% macro write_grants(relation, node) -%}
    {% call statement('grants') -%}
        {% for privilege, roles in (node.config.grants or {}).items() -%}
            grant {{ privilege }} on {{ relation }} to {{ roles | join(', ') }};
        {% endfor -%}
        select 1
    {%- endcall %}
{%- endmacro %}
