{{ config(alias="ministries") }}

with ministries as (

    select * from {{ ref('dim_ministry') }}

),

cases as (

    select * from {{ ref('int_rate_cases') }}
    where grain = 'assignment' and in_gross

),

sharers as (

    select
        resolution_id,
        count(*) as n_agencies
    from cases
    group by resolution_id

),

counts as (

    select
        cases.ministry_id,
        count(distinct cases.resolution_id) as n_resolutions,
        count(distinct cases.agency_id) as n_agencies,
        count(distinct cases.province_id) as n_provinces,
        count(*) filter (where cases.is_bank) as n_bank_assignments,
        count(*) filter (where cases.is_bank and cases.in_net) as n_bank_net,
        count(*) filter (where cases.is_bank and cases.is_implemented) as n_bank_implemented,
        sum(1.0 / sharers.n_agencies) as fractional_resolutions,
        {{ rate_counts() }}
    from cases
    inner join sharers
        on cases.resolution_id = sharers.resolution_id
    group by cases.ministry_id

),

totals as (

    select
        sum(n_gross) as n_gross,
        sum(fractional_resolutions) as fractional_resolutions
    from counts

),

rates as (

    select
        *,
        {{ rate_shares() }}
    from counts

)

select
    ministries.ministry_id,
    ministries.name_fa,
    ministries.name_en,
    ministries.is_ministry,
    coalesce(rates.n_gross, 0)::integer as n_assignments,
    coalesce(rates.n_resolutions, 0)::integer as n_resolutions,
    coalesce(rates.n_agencies, 0)::integer as n_agencies,
    coalesce(rates.n_provinces, 0)::integer as n_provinces,
    {{ share('coalesce(rates.n_gross, 0)', 'totals.n_gross') }} as assignment_share,
    {{ share('coalesce(rates.fractional_resolutions, 0)', 'totals.fractional_resolutions') }} as fractional_share,
    coalesce(rates.n_net, 0)::integer as n_net,
    coalesce(rates.n_excluded, 0)::integer as n_excluded,
    coalesce(rates.n_implemented, 0)::integer as n_implemented,
    coalesce(rates.n_open, 0)::integer as n_open,
    coalesce(rates.n_unknown, 0)::integer as n_unknown,
    coalesce(rates.n_due, 0)::integer as n_due,
    coalesce(rates.n_on_time, 0)::integer as n_on_time,
    coalesce(rates.n_on_time_undetermined, 0)::integer as n_on_time_undetermined,
    coalesce(rates.n_late, 0)::integer as n_late,
    coalesce(rates.n_overdue, 0)::integer as n_overdue,
    coalesce(rates.n_overdue_base, 0)::integer as n_overdue_base,
    coalesce(rates.n_no_deadline, 0)::integer as n_no_deadline,
    coalesce(rates.n_bank_assignments, 0)::integer as n_bank_assignments,
    coalesce(rates.n_bank_net, 0)::integer as n_bank_net,
    coalesce(rates.n_bank_implemented, 0)::integer as n_bank_implemented,
    rates.gross_rate,
    rates.net_rate,
    rates.weighted_rate,
    rates.on_time_rate,
    rates.on_time_rate_lower,
    rates.on_time_rate_upper,
    rates.on_time_undetermined_rate,
    rates.overdue_rate,
    rates.no_deadline_rate,
    rates.unknown_rate,
    coalesce(rates.n_net, 0) < {{ var('small_n') }} as is_small
from ministries
cross join totals
left join rates
    on ministries.ministry_id = rates.ministry_id
