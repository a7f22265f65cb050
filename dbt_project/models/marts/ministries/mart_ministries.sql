{{ config(alias="ministries") }}

with ministries as (

    select * from {{ ref('ministries') }}

),

assignments as (

    select
        state.ministry_id,
        state.resolution_id,
        state.agency_id,
        state.in_net,
        state.is_implemented,
        agencies.is_bank
    from {{ ref('int_assignment_state') }} as state
    inner join {{ ref('int_agencies') }} as agencies
        on state.agency_id = agencies.agency_id
    where
        state.is_in_effect
        and state.role <> 'applicant'
        and state.in_gross
        and (state.session_on is null or state.session_on <= {{ as_of() }})

),

reach as (

    select
        ministry_id,
        count(distinct resolution_id) as n_resolutions,
        count(distinct agency_id) as n_agencies,
        count(*) filter (where is_bank) as n_bank_assignments,
        count(*) filter (where is_bank and in_net) as n_bank_net,
        count(*) filter (where is_bank and is_implemented) as n_bank_implemented
    from assignments
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
