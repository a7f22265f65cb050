{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_touched('int_touched_deliveries', 'delivery_id') }}",
    indexes=[{'columns': ['delivery_id']}],
) }}
{#- How many dates of implementation of a delivery are none: before the session or after the arrival. -#}
select
    delivery_id,
    province_id,
    count(*) filter (where is_implemented_on_rejected) as n_rejected_dates,
    count(*) as n_observations
from {{ ref('int_assignment_observations') }}
where
    known_to is null
    {%- if is_incremental() %}
    and delivery_id in (select touched.delivery_id from {{ ref('int_touched_deliveries') }} as touched)
    {%- endif %}
group by delivery_id, province_id
-- depends_on: {{ ref('int_touched_deliveries') }}
