with resolutions as (

    select * from {{ ref('int_resolution_state') }}
    where
        session_id is not null
        and level is distinct from 'national'
        {{ only_touched('session_id', 'and') }}

),

provinces as (

    select * from {{ ref('provinces') }}

),

calendar as (

    select * from {{ ref('int_calendar') }}

),

counts as (

    select
        session_id,
        min(province_id) as province_id,
        min(session_no) as session_no,
        min(session_on) as held_on,
        count(distinct unit_id) as n_units,
        count(*) filter (where in_gross) as n_gross,
        count(*) filter (where in_net) as n_net,
        count(*) filter (where is_implemented) as n_implemented,
        count(*) filter (where status_code = 'unknown') as n_unknown,
        count(*) filter (where is_overdue_eligible and due_on < {{ as_of() }}) as n_overdue,
        count(*) filter (where is_overdue_eligible and due_on is not null) as n_overdue_base,
        array_agg(distinct source_id order by source_id) as source_ids,
        max(last_seen_on) as last_seen_on
    from resolutions
    group by session_id

)

select
    counts.session_id,
    counts.province_id,
    provinces.name_fa as province_fa,
    provinces.name_en as province_en,
    counts.session_no,
    counts.held_on,
    calendar.jalali_date_label as held_on_jalali,
    calendar.jalali_year,
    calendar.jalali_quarter,
    calendar.jalali_month,
    counts.n_units,
    counts.n_gross,
    counts.n_net,
    counts.n_implemented,
    counts.n_unknown,
    counts.n_overdue,
    counts.n_overdue_base,
    {{ share('counts.n_implemented', 'counts.n_gross') }} as gross_rate,
    {{ share('counts.n_implemented', 'counts.n_net') }} as net_rate,
    {{ share('counts.n_overdue', 'counts.n_overdue_base') }} as overdue_rate,
    (counts.n_gross::numeric / nullif(counts.n_units, 0))::numeric(9, 2) as resolutions_per_unit,
    counts.source_ids,
    counts.last_seen_on
from counts
left join provinces
    on counts.province_id = provinces.province_id
left join calendar
    on counts.held_on = calendar.date_on
-- depends_on: {{ ref('int_touched_sessions') }}
