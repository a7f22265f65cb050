{{ config(alias="ministries") }}

with ministries as (

    select * from {{ ref('ministries') }}

),

reach as (

    select
        ministry_id,
        sum(n_resolutions) as n_resolutions,
        count(distinct agency_id) as n_agencies,
        coalesce(sum(n_assignments) filter (where is_bank), 0) as n_bank_assignments,
        coalesce(sum(n_net) filter (where is_bank), 0) as n_bank_net,
        coalesce(sum(n_implemented) filter (where is_bank), 0) as n_bank_implemented
    from {{ ref('int_ministry_cells') }}
    group by ministry_id

),

rates as (

    {{ member_rates('ministry') }}

)

select
    ministries.ministry_id,
    ministries.name_fa,
    ministries.name_en,
    ministries.is_ministry,
    coalesce(reach.n_resolutions, 0)::integer as n_resolutions,
    coalesce(reach.n_agencies, 0)::integer as n_agencies,
    coalesce(rates.n_provinces, 0)::integer as n_provinces,
    coalesce(rates.n_gross, 0) as n_assignments,
    {%- for name in count_conditions() if name not in ('n_gross', 'n_with_amount') %}
    coalesce(rates.{{ name }}, 0) as {{ name }},
    {%- endfor %}
    coalesce(reach.n_bank_assignments, 0)::integer as n_bank_assignments,
    coalesce(reach.n_bank_net, 0)::integer as n_bank_net,
    coalesce(reach.n_bank_implemented, 0)::integer as n_bank_implemented,
    {{ share('reach.n_bank_implemented', 'reach.n_bank_net') }} as bank_net_rate,
    coalesce(rates.assignment_share, 0) as assignment_share,
    coalesce(rates.fractional_share, 0) as fractional_share,
    {%- for name in rate_names() %}
    rates.{{ name }},
    {%- endfor %}
    coalesce(rates.n_net, 0) < {{ var('small_n') }} as is_small
from ministries
left join rates
    on ministries.ministry_id = rates.ministry_id
left join reach
    on ministries.ministry_id = reach.ministry_id
