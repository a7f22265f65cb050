-- What is written in a row's cells is looked up by field, never compared or searched: kept as it is sent, it costs the server a third
-- less to take in a large register than taken apart. The views that read it stay the same objects; dbt makes the one of `warehouse` anew.
create function pg_temp.reads_cells_as_text() returns void language plpgsql as $$
declare
    evidence regclass := to_regclass('marts.evidence');
    query text;
    options text;
    columns text;
begin
    drop view if exists warehouse.stg_resolution_rows;
    if evidence is not null then
        query := pg_get_viewdef(evidence);
        select array_to_string(reloptions, ', ') into options from pg_class where oid = evidence;
        select string_agg(format('null::%s as %I', format_type(atttypid, atttypmod), attname), ', ' order by attnum) into columns
        from pg_attribute where attrelid = evidence and attnum > 0;
        execute format('create or replace view %s as select %s', evidence, columns);
    end if;
    alter table staging.resolution_rows
        alter column cells drop default,
        alter column raw drop default,
        alter column cells type json using cells::text::json,
        alter column raw type json using raw::text::json,
        alter column cells set default '{}',
        alter column raw set default '{}';
    if evidence is not null then
        execute format(
            'create or replace view %s %s as %s', evidence, 'with (' || options || ')', replace(query, 'jsonb_each_text(', 'json_each_text(')
        );
    end if;
end
$$;

select pg_temp.reads_cells_as_text();
drop function pg_temp.reads_cells_as_text();
