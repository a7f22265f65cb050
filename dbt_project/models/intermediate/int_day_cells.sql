{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_touched('int_touched_cells', 'month_key') }}",
    indexes=[{'columns': ['month_key']}],
) }}
{#-
    The cases of each cell that share all their days, counted: what medians of days are computed from. Nothing in it depends on the
    day shown, but which cases there are. A due date is kept where the case can be overdue, days of implementation where it is done.
-#}
with cases as (

    select * from {{ ref('int_rate_cases') }}
    where
        in_gross
        {%- if is_incremental() %}
        and month_key in (select touched.month_key from {{ ref('int_touched_cells') }} as touched)
        {%- endif %}

),

told as (

    select
        month_key,
        grain,
        province_id,
        case when grain = 'resolution' then category_code end as category_code,
        ministry_id,
        agency_id,
        approved_year,
        approved_quarter,
        approved_month,
        approved_on,
        notified_on,
        case when is_overdue_eligible then due_on end as due_on,
        case when is_implemented then implemented_on end as implemented_on,
        case when is_implemented then implemented_from_on end as implemented_from_on,
        case when is_implemented then implemented_until_on end as implemented_until_on,
        in_net,
        is_implemented
    from cases

)

select
    *,
    count(*) as n_cases
from told
group by
    month_key, grain, province_id, category_code, ministry_id, agency_id, approved_year, approved_quarter, approved_month,
    approved_on, notified_on, due_on, implemented_on, implemented_from_on, implemented_until_on, in_net, is_implemented
-- depends_on: {{ ref('int_touched_cells') }}
