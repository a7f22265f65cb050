with units as (

    select * from {{ ref('int_units') }}
    {{ only_touched('unit_id') }}

),

provinces as (

    select * from {{ ref('provinces') }}

),

cases as (

    select * from {{ ref('int_rate_cases') }}
    where
        grain = 'resolution'
        and unit_id is not null
        {{ only_touched('unit_id', 'and') }}

),

counts as (

    select
        unit_id,
        count(*) as n_resolutions,
        count(distinct session_id) as n_sessions,
        min(approved_on) as first_approved_on,
        max(approved_on) as last_approved_on,
        {{ rate_counts() }}
    from cases
    group by unit_id

),

sessions as (

    select distinct
        unit_id,
        approved_on
    from cases
    where approved_on is not null

),

gaps as (

    select
        unit_id,
        approved_on - lag(approved_on) over (partition by unit_id order by approved_on) as n_days
    from sessions

),

repeats as (

    select
        unit_id,
        coalesce(min(n_days) <= 365, false) as is_repeat
    from gaps
    group by unit_id

)

select
    units.unit_id,
    coalesce(units.unit_name, units.unit_national_id) as name_fa,
    units.unit_names as names_fa,
    units.unit_national_id as national_id,
    units.province_id,
    provinces.name_fa as province_fa,
    provinces.name_en as province_en,
    units.county as county_fa,
    coalesce(counts.n_resolutions, 0)::integer as n_resolutions,
    coalesce(counts.n_sessions, 0)::integer as n_sessions,
    coalesce(counts.n_gross, 0)::integer as n_gross,
    coalesce(counts.n_net, 0)::integer as n_net,
    coalesce(counts.n_implemented, 0)::integer as n_implemented,
    coalesce(counts.n_open, 0)::integer as n_open,
    coalesce(counts.n_unknown, 0)::integer as n_unknown,
    coalesce(counts.n_overdue, 0)::integer as n_overdue,
    coalesce(counts.n_overdue_base, 0)::integer as n_overdue_base,
    {{ share('counts.n_implemented', 'counts.n_gross') }} as gross_rate,
    {{ share('counts.n_implemented', 'counts.n_net') }} as net_rate,
    {{ share('counts.n_overdue', 'counts.n_overdue_base') }} as overdue_rate,
    coalesce(repeats.is_repeat, false) as is_repeat,
    counts.first_approved_on,
    counts.last_approved_on,
    units.first_seen_on,
    units.last_seen_on
from units
left join provinces
    on units.province_id = provinces.province_id
left join counts
    on units.unit_id = counts.unit_id
left join repeats
    on units.unit_id = repeats.unit_id
-- depends_on: {{ ref('int_touched_units') }}
