{{ config(alias="agencies") }}

with agencies as (

    select * from {{ ref('int_agencies') }}

),

ministries as (

    select * from {{ ref('ministries') }}

),

rates as (

    {{ member_rates('agency') }}

)

select
    agencies.agency_id,
    agencies.name_fa,
    agencies.ministry_id,
    ministries.name_fa as ministry_fa,
    ministries.name_en as ministry_en,
    agencies.agency_type,
    agencies.agency_level,
    agencies.is_bank,
    agencies.is_generic,
    coalesce(rates.n_provinces, 0)::integer as n_provinces,
    coalesce(rates.n_gross, 0) as n_assignments,
    {%- for name in count_conditions() if name not in ('n_gross', 'n_with_amount') %}
    coalesce(rates.{{ name }}, 0) as {{ name }},
    {%- endfor %}
    coalesce(rates.assignment_share, 0) as assignment_share,
    coalesce(rates.fractional_share, 0) as fractional_share,
    {%- for name in rate_names() %}
    rates.{{ name }},
    {%- endfor %}
    coalesce(rates.n_net, 0) < {{ var('small_n') }} as is_small
from agencies
left join ministries
    on agencies.ministry_id = ministries.ministry_id
left join rates
    on agencies.agency_id = rates.agency_id
where not agencies.is_applicant
