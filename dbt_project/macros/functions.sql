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

{#-
    True where rates of the day `day` (an SQL expression) can be told; an error that says why where they can't: a day before the
    calendar, as one of another calendar is, or after the newest published day.
-#}
{% macro is_told_day(day) -%}
    (
        select
            case
                when {{ day }} between bounds.first_on and bounds.last_on or {{ day }} is null or bounds.last_on is null then true
                else (
                    'no rates of ' || {{ day }} || ': days are Gregorian, from ' || bounds.first_on || ' to ' || bounds.last_on
                    || ', the newest published one'
                )::boolean
            end
        from (
            select
                (select min(days.date_on) from {{ published('dim_date') }} as days) as first_on,
                (select max(told.as_of_on) from {{ published('publications') }} as told) as last_on
        ) as bounds
    )
{%- endmacro %}
