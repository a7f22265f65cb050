-- From PostgreSQL 17 on the loader may vacuum and analyse what it fills; before, autovacuum alone does.
do $$
begin
    if current_setting('server_version_num')::integer >= 170000 then
        grant maintain on all tables in schema staging, audit, restricted to peygir_loader;
        alter default privileges in schema staging, audit, restricted grant maintain on tables to peygir_loader;
    end if;
end
$$;

create index if not exists runs_kind on audit.runs (kind, started_at);
