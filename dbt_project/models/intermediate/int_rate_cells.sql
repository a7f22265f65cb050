{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_touched('int_touched_cells', 'month_key') }}",
    post_hook="{{ mark_state('cells') }}",
    indexes=[{'columns': ['month_key']}],
) }}
with cases as (

    select * from {{ ref('int_rate_cases') }}
    {%- if is_incremental() %}
    where month_key in (select touched.month_key from {{ ref('int_touched_cells') }} as touched)
    {%- endif %}

)

{{ rate_cells('cases') }}
-- depends_on: {{ ref('int_touched_cells') }}
