{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_touched('int_touched_cells', 'month_key') }}",
    indexes=[{'columns': ['month_key']}],
) }}
{#-
    What a ministry's agencies were charged with in one province and month of approval. A resolution is of one month, so the numbers of
    resolutions of a ministry (the rows without an agency) add up.
-#}
with cases as (

    select * from {{ ref('int_rate_cases') }}
    where
        grain = 'assignment'
        and in_gross
        {%- if is_incremental() %}
        and month_key in (select touched.month_key from {{ ref('int_touched_cells') }} as touched)
        {%- endif %}

)

select
    month_key,
    ministry_id,
    agency_id,
    is_bank,
    0 as n_resolutions,
    count(*) as n_assignments,
    count(*) filter (where in_net) as n_net,
    count(*) filter (where is_implemented) as n_implemented
from cases
group by month_key, ministry_id, agency_id, is_bank

union all

select
    month_key,
    ministry_id,
    null as agency_id,
    null as is_bank,
    count(distinct resolution_id) as n_resolutions,
    0 as n_assignments,
    0 as n_net,
    0 as n_implemented
from cases
group by month_key, ministry_id
-- depends_on: {{ ref('int_touched_cells') }}
