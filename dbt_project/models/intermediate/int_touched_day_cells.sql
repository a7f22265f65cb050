{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_published() }}",
) }}
{#-
    Whose cells of days are not as they were, and of which month of approval. What a run finds stays until marts are published, for the
    cells themselves are brought up to date at once. Where everything is computed anew, one row says so.
-#}
{%- if is_incremental() and is_computed_before('int_day_cells') %}
with touched as (

    select * from {{ ref('int_touched_cells') }}
    where is_told

),

cases as (

    select * from {{ ref('int_rate_cases') }}
    where month_key in (select touched.month_key from touched)

),

cells as (

    {{ day_cells('cases') }}

),

known as (

    select
        {{ day_cell_columns() | join(',\n        ') }},
        n_cases
    from {{ target.schema }}.int_day_cells
    where month_key in (select touched.month_key from touched)

),

differing as (

    {{ rows_of_one_only('known', 'cells') }}

)

select distinct
    {{ this_run() }} as written_at,
    false as is_everything,
    {{ month_no() }} as month_no,
    grain,
    province_id,
    county,
    category_code,
    ministry_id,
    agency_id,
    approved_year,
    approved_quarter,
    approved_month
from differing
{%- else %}
select
    {{ this_run() }} as written_at,
    true as is_everything,
    null::integer as month_no,
    null::text as grain,
    null::text as province_id,
    null::text as county,
    null::text as category_code,
    null::text as ministry_id,
    null::text as agency_id,
    null::integer as approved_year,
    null::integer as approved_quarter,
    null::integer as approved_month
{%- endif %}
-- depends_on: {{ ref('int_touched_cells') }} {{ ref('int_rate_cases') }}
