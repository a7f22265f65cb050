-- The country's counts of all time are those of the wide mart: where a part of it is built, those published before, less the
-- rows that go and with those that come.
{%- set is_part = is_part_of_tonight('resolutions') %}
with counted as (
    {% if is_part %}
    select
        count(*) filter (where is_in_gross) as n_gross,
        count(*) filter (where is_implemented) as n_implemented,
        count(*) filter (where is_overdue) as n_overdue
    from {{ touched_relation(published('resolutions')) }}
    where (approved_on is null or approved_on <= {{ as_of() }}) and level is distinct from 'national'

    union all

    select
        -count(*) filter (where published.is_in_gross) as n_gross,
        -count(*) filter (where published.is_implemented) as n_implemented,
        -count(*) filter (where published.is_overdue) as n_overdue
    from {{ published('resolutions') }} as published
    cross join ({{ last_publication() }}) as publication
    where
        (published.approved_on is null or published.approved_on <= publication.as_of_on)
        and published.level is distinct from 'national'
        and {{ is_in_part('published', graph.nodes['model.' ~ project_name ~ '.resolutions']) }}

    union all

    select
        n_gross,
        n_implemented,
        n_overdue
    from {{ published('followup_rates') }}
    where dimension = 'national' and period_type = 'all'
    {% else %}
    select
        count(*) filter (where is_in_gross) as n_gross,
        count(*) filter (where is_implemented) as n_implemented,
        count(*) filter (where is_overdue) as n_overdue
    from {{ ref('resolutions') }}
    where (approved_on is null or approved_on <= {{ as_of() }}) and level is distinct from 'national'
    {% endif %}
),

resolutions as (

    select
        sum(n_gross) as n_gross,
        sum(n_implemented) as n_implemented,
        sum(n_overdue) as n_overdue
    from counted

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
