{#-
    Creates or replaces a function; drops it first where PostgreSQL does not replace it: its arguments or its result are others.
    A function that something else depends on is never dropped: the build fails and names it.
-#}
{% macro postgres__function_execute_build_sql(build_sql, existing_relation, target_relation) %}
    {%- set signature = target_relation ~ '(' ~ model.arguments | map(attribute='data_type') | join(', ') ~ ')' -%}
    {% call statement('main') -%}
        do $replace$
        declare
            made text := $made${{ build_sql }}$made$;
            old record;
        begin
            for old in
                select oid::regprocedure as signature
                from pg_proc
                where
                    pronamespace = '{{ target_relation.schema }}'::regnamespace
                    and proname = '{{ target_relation.identifier }}'
                    and oid is distinct from to_regprocedure('{{ signature }}')
            loop
                execute 'drop function ' || old.signature;
            end loop;
            begin
                execute made;
            exception
                when invalid_function_definition then
                    drop function {{ signature }};
                    execute made;
            end;
            execute format('comment on function {{ signature }} is %L', $text${{ model.description }}$text$);
        end
        $replace$
    {%- endcall %}
    {{ adapter.commit() }}
{% endmacro %}

{#- The body of a function, in the language that its `meta` says; SQL without. -#}
{% macro postgres__scalar_function_body_sql() %}
    $$
        {{ model.compiled_code }}
    $$ language {{ model.config.meta.get('language', 'sql') }}
{% endmacro %}

{#- A condition: true where the function that asks can tell of the day `day` (an SQL expression); where it can't, an error that says why. -#}
{% macro is_told_day(day) -%}
    (select {{ function('is_told_day') }}({{ day }}, '{{ model.name }}'))
{%- endmacro %}
