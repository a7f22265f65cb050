{#-
    Creates or replaces a function; drops it first where its result type has changed, which PostgreSQL does not replace.
    A function that something else depends on is never dropped: the build fails and names it.
-#}
{% macro postgres__function_execute_build_sql(build_sql, existing_relation, target_relation) %}
    {% call statement('drop_changed_function') -%}
        do $drop$
        declare
            old record;
        begin
            for old in
                select oid::regprocedure as signature
                from pg_proc
                where
                    pronamespace = '{{ target_relation.schema }}'::regnamespace
                    and proname = '{{ target_relation.identifier }}'
                    and md5(coalesce(obj_description(oid, 'pg_proc'), '')) <> md5({{ function_comment() }})
            loop
                execute 'drop function ' || old.signature;
            end loop;
        end
        $drop$
    {%- endcall %}
    {% call statement('main') -%}
        {{ build_sql }}
    {%- endcall %}
    {% call statement('comment') -%}
        do $comment$
        begin
            execute format(
                'comment on function {{ target_relation }}({{ model.arguments | map(attribute="data_type") | join(", ") }}) is %L',
                {{ function_comment() }}
            );
        end
        $comment$
    {%- endcall %}
    {{ adapter.commit() }}
{% endmacro %}

{#- A function's comment: what it is, and a mark of its signature. -#}
{% macro function_comment() -%}
    {%- set signature = local_md5(tojson([model.arguments | map(attribute='data_type') | list, model.returns.data_type])) -%}
    $text${{ model.description }} [{{ signature }}]$text$
{%- endmacro %}
