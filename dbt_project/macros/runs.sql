{#- The start of this run of dbt: the time at which it writes, one for all models. -#}
{% macro this_run() -%}
    timestamptz '{{ run_started_at.strftime('%Y-%m-%d %H:%M:%S.%f%z') }}'
{%- endmacro %}

{#- Tables that dbt keeps about itself; made at the start of every run. -#}
{% macro create_own_tables() -%}
    create table if not exists {{ target.schema }}.state_marks (
        name text primary key,
        as_of_on date not null
    );
    create table if not exists {{ target.schema }}.built_marts (
        name text primary key,
        invocation_id text not null,
        is_part boolean not null default false,
        built_at timestamptz not null
    );
    alter table {{ target.schema }}.built_marts add column if not exists is_part boolean not null default false;
    create table if not exists {{ target.schema }}.kept_contracts (
        name text primary key,
        contract_hash text not null
    )
{%- endmacro %}

{#-
    A night reads a few rows each of large tables, which lie in memory or on disks without a moving head: the builder's connections
    (from the next one on) count an index's random reads as cheap.
-#}
{% macro prefer_indexes() -%}
    do $do$
    begin
        if current_setting('random_page_cost')::numeric > 1.1 then
            alter role current_user set random_page_cost = 1.1;
        end if;
    end
    $do$
{%- endmacro %}

{#- Remembers for which day a table was last brought up to date, published or not. -#}
{% macro mark_state(name) -%}
    insert into {{ target.schema }}.state_marks (name, as_of_on)
    values ('{{ name }}', {{ as_of() }})
    on conflict (name) do update set as_of_on = excluded.as_of_on
{%- endmacro %}

{#-
    Lines of a document that was read again make room for its new lines. Two looks at the index (document_id, loaded_at) tell of
    each document whether it was.
-#}
{% macro forget_reread_documents() -%}
    delete from {{ this }} as known
    using {{ ref('stg_documents') }} as documents
    where
        known.document_id = documents.document_id
        and known.loaded_at <> documents.loaded_at
        and known.document_id in (
            select reread.document_id
            from {{ ref('stg_documents') }} as reread
            where
                exists (
                    select 1
                    from {{ this }} as earlier
                    where earlier.document_id = reread.document_id and earlier.loaded_at < reread.loaded_at
                )
                or exists (
                    select 1
                    from {{ this }} as later
                    where later.document_id = reread.document_id and later.loaded_at > reread.loaded_at
                )
        )
{%- endmacro %}

{#- Rows of what was touched make room for those that are computed anew. -#}
{% macro forget_touched(touched, key, only='true') -%}
    {%- if is_incremental() -%}
        delete from {{ this }} where {{ key }} in (select {{ key }} from {{ ref(touched) }} where {{ only }})
    {%- endif -%}
{%- endmacro %}

{#- Rows that earlier runs left for a publication are not needed after it. -#}
{% macro forget_published() -%}
    {%- if is_incremental() and is_published_before() -%}
        delete from {{ this }} where written_at < (select max(published_at) from {{ publications_relation() }})
    {%- endif -%}
{%- endmacro %}

{#-
    The last part of a table of observations: those that it has of the deliveries `new`, a CTE, which no longer hold from the time on at
    which these are known otherwise.
-#}
{% macro and_ended_observations(new) -%}
    {%- if is_incremental() %}

union all

select
    {%- for column in adapter.get_columns_in_relation(this) %}
    {{ {'known_to': new ~ '.known_from', 'written_at': this_run()}.get(column.name, 'ended.' ~ column.name) }} as {{ column.name }}
    {{- ',' if not loop.last }}
    {%- endfor %}
from {{ this }} as ended
inner join {{ new }}
    on ended.delivery_id = {{ new }}.delivery_id
where ended.known_to is null and ended.known_from < {{ new }}.known_from
    {%- endif %}
{%- endmacro %}

{#- A table just made has no statistics: what reads it would be planned as if it were empty. -#}
{% macro analyze_when_new() -%}
    {%- if model.config.materialized != 'view' and not is_incremental() -%}
        analyze {{ this }}
    {%- endif -%}
{%- endmacro %}
