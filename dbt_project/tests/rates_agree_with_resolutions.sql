-- The country's counts of all time are those of the wide mart.
with resolutions as (

    select
        count(*) filter (where is_in_gross) as n_gross,
        count(*) filter (where is_implemented) as n_implemented,
        count(*) filter (where is_overdue) as n_overdue
    from {{ ref('resolutions') }}
    where approved_on is null or approved_on <= {{ as_of() }}

),

country as (

    select * from {{ ref('followup_rates') }}
    where dimension = 'national' and period_type = 'all'

)

select country.rate_id
from country
cross join resolutions
where
    country.n_gross <> resolutions.n_gross
    or country.n_implemented <> resolutions.n_implemented
    or country.n_overdue <> resolutions.n_overdue
