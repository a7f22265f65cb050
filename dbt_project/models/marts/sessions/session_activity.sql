{#- Distinct units are no sums: they are counted for each period and place by themselves. -#}
with cases as (

    select * from {{ ref('int_rate_cases') }}
    where grain = 'resolution' and in_gross

),

unit_days as (

    select distinct
        unit_id,
        approved_on
    from cases
    where unit_id is not null and approved_on is not null

),

returns as (

    select
        unit_id,
        approved_on,
        approved_on - lag(approved_on) over (partition by unit_id order by approved_on) <= 365 as is_return
    from unit_days

),

appearances as (

    -- One row for each unit and session of a month in a county: few enough to be counted apart for every period.
    select
        cases.province_id,
        cases.county,
        cases.approved_year,
        cases.approved_quarter,
        cases.approved_month,
        cases.session_id,
        cases.unit_id,
        bool_or(coalesce(returns.is_return, false)) as is_return,
        count(*) as n_gross
    from cases
    left join returns
        on
            cases.unit_id = returns.unit_id
            and cases.approved_on = returns.approved_on
    group by
        cases.province_id, cases.county, cases.approved_year, cases.approved_quarter, cases.approved_month,
        cases.session_id, cases.unit_id

),

sums as (

    select
        case
            when grouping(county) = 0 then 'county'
            when grouping(province_id) = 0 then 'province'
            else 'national'
        end as dimension,
        province_id,
        county,
        {{ period_columns() }},
        count(distinct session_id) as n_sessions,
        count(distinct unit_id) as n_units,
        count(distinct unit_id) filter (where is_return) as n_repeat_units,
        sum(n_gross)::bigint as n_gross
    from appearances
    group by
        grouping sets ((), (province_id), (province_id, county)),
        {{ period_grouping_sets() }}

),

periods as (

    select * from {{ ref('int_periods') }}

)

select
    {{ hash_id(['sums.dimension', 'sums.province_id', 'sums.county', 'periods.period_id']) }} as activity_id,
    sums.dimension,
    sums.province_id,
    sums.county,
    periods.period_type,
    periods.period_label,
    periods.jalali_year,
    periods.jalali_quarter,
    periods.jalali_month,
    periods.is_last_complete_period,
    sums.n_sessions,
    sums.n_units,
    sums.n_repeat_units,
    sums.n_gross,
    {{ share('sums.n_repeat_units', 'sums.n_units') }} as repeat_unit_rate,
    (sums.n_units::numeric / nullif(sums.n_sessions, 0))::numeric(9, 2) as units_per_session,
    (sums.n_gross::numeric / nullif(sums.n_sessions, 0))::numeric(9, 2) as resolutions_per_session,
    (sums.n_gross::numeric / nullif(sums.n_units, 0))::numeric(9, 2) as resolutions_per_unit
from sums
inner join periods
    on
        sums.period_type = periods.period_type
        and sums.jalali_year is not distinct from periods.jalali_year
        and sums.jalali_quarter is not distinct from periods.jalali_quarter
        and sums.jalali_month is not distinct from periods.jalali_month
