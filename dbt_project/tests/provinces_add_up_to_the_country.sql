-- Resolutions of the provinces (and of no known province) add up to the country in every period.
with provinces as (

    select
        period_type,
        period_label,
        sum(n_gross) as n_gross,
        sum(n_implemented) as n_implemented,
        sum(n_overdue) as n_overdue
    from {{ ref('followup_rates') }}
    where dimension = 'province'
    group by period_type, period_label

),

country as (

    select * from {{ ref('followup_rates') }}
    where dimension = 'national'

)

select country.rate_id
from country
left join provinces
    on
        country.period_type = provinces.period_type
        and country.period_label = provinces.period_label
where
    country.n_gross is distinct from provinces.n_gross
    or country.n_implemented is distinct from provinces.n_implemented
    or country.n_overdue is distinct from provinces.n_overdue
