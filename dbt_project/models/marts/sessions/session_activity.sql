{#-
    Distinct units are no sums: first appearances in the period and place are counted, which are. The units for each session are the
    mean of those that each session heard; a unit heard in two sessions counts in both.
-#}
with sums as (

    select
        dimension,
        province_id,
        county,
        counted,
        {{ period_columns() }},
        case
            when grouping(approved_month) = 0 then sum(n_month)
            when grouping(approved_quarter) = 0 then sum(n_quarter)
            when grouping(approved_year) = 0 then sum(n_year)
            else sum(n_all)
        end as n_counted
    from {{ ref('int_activity_cells') }}
    group by
        dimension, province_id, county, counted,
        {{ period_grouping_sets() }}

),

counts as (

    select
        dimension,
        province_id,
        county,
        period_type,
        jalali_year,
        jalali_quarter,
        jalali_month,
        coalesce(sum(n_counted) filter (where counted = 'sessions'), 0)::bigint as n_sessions,
        coalesce(sum(n_counted) filter (where counted = 'units'), 0)::bigint as n_units,
        coalesce(sum(n_counted) filter (where counted = 'heard_units'), 0)::bigint as n_heard_units,
        coalesce(sum(n_counted) filter (where counted = 'repeat_units'), 0)::bigint as n_repeat_units,
        coalesce(sum(n_counted) filter (where counted = 'gross'), 0)::bigint as n_gross
    from sums
    group by dimension, province_id, county, period_type, jalali_year, jalali_quarter, jalali_month

),

periods as (

    select * from {{ ref('int_periods') }}

)

select
    {{ hash_id(['counts.dimension', 'counts.province_id', 'counts.county', 'periods.period_id']) }} as activity_id,
    counts.dimension,
    counts.province_id,
    counts.county,
    {{ named_period('periods') }},
    periods.is_last_complete_period,
    counts.n_sessions,
    counts.n_units,
    counts.n_repeat_units,
    counts.n_gross,
    {{ share('counts.n_repeat_units', 'counts.n_units') }} as repeat_unit_rate,
    (counts.n_heard_units::numeric / nullif(counts.n_sessions, 0))::numeric(9, 2) as units_per_session,
    (counts.n_gross::numeric / nullif(counts.n_sessions, 0))::numeric(9, 2) as resolutions_per_session,
    (counts.n_gross::numeric / nullif(counts.n_units, 0))::numeric(9, 2) as resolutions_per_unit
from counts
inner join periods
    on {{ same_period('counts', 'periods') }}
