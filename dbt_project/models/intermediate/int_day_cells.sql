{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_touched('int_touched_cells', 'month_key', 'is_told') }}",
    indexes=[{'columns': ['month_key']}],
) }}
with touched as (

    select * from {{ ref('int_touched_cells') }}
    where is_told

),

cases as (

    select * from {{ ref('int_rate_cases') }}
    {%- if is_incremental() %}
    where month_key in (select touched.month_key from touched)
    {%- endif %}

),

cells as (

    {{ day_cells('cases') }}

)

select * from cells
-- depends_on: {{ ref('int_touched_day_cells') }}
