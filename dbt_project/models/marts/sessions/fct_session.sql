with cases as (

    select * from {{ ref('int_rate_cases') }}
    where
        grain = 'resolution'
        and session_id is not null
        {{ only_touched('session_id', 'and') }}

),

counts as (

    select
        session_id,
        min(province_id) as province_id,
        min(approved_on) as held_on,
        count(distinct unit_id) as n_units,
        {{ rate_counts() }}
    from cases
    group by session_id

),

rates as (

    select
        *,
        {{ rate_shares() }}
    from counts

)

select
    session_id,
    province_id,
    held_on,
    n_units,
    {% for name in counts_of_resolutions() -%}
    {{ name }},
    {% endfor -%}
    weighted_implemented,
    amount_rial,
    {{ rates_of_resolutions() | join(',\n    ') }}
from rates
-- depends_on: {{ ref('int_touched_sessions') }}
