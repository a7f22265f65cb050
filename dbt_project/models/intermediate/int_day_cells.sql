{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_touched('int_touched_cells', 'month_key') }}",
    indexes=[{'columns': ['month_key']}],
) }}
with cases as (

    select * from {{ ref('int_rate_cases') }}
    {%- if is_incremental() %}
    where month_key in (select touched.month_key from {{ ref('int_touched_cells') }} as touched)
    {%- endif %}

),

cells as (

    {{ day_cells('cases') }}

)

select * from cells
-- depends_on: {{ ref('int_touched_cells') }}
