-- A published column keeps its rows, and the views of others that read it, under a name that means one thing in every mart.
create function pg_temp.renames(mart text, former text, name text) returns void language plpgsql as $$
begin
    if exists (
        select from pg_attribute where attrelid = to_regclass(mart) and attname = former and attnum > 0 and not attisdropped
    ) then
        execute format('alter table %s rename column %I to %I', to_regclass(mart), former, name);
    end if;
end
$$;

select
    pg_temp.renames('marts.followup_rates', 'province_name_fa', 'province_fa'),
    pg_temp.renames('marts.articles', 'published_at', 'article_published_at'),
    pg_temp.renames('marts.articles', 'published_on', 'article_published_on'),
    pg_temp.renames('marts.kpi_snapshot', 'published_at', 'run_started_at');
drop function pg_temp.renames(text, text, text);
