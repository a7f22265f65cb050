{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{% if is_incremental() %}delete from {{ this }} where {{ is_of_a_touched_month(ref('int_touched_day_cells')) }}{% endif %}",
) }}
{#- What the days of the country and of its categories, ministries and agencies are computed from: a few rows for many cells. -#}
with cells as (

    select * from {{ ref('int_day_cells') }}
    {%- if is_incremental() %}
    where {{ is_of_a_touched_month(ref('int_touched_day_cells')) }}
    {%- endif %}

),

counts as (

    {{ day_counts('cells', of_provinces=false) }}

)

select * from counts
-- depends_on: {{ ref('int_touched_day_cells') }}
