{%- set is_part = is_part_only(model) %}
with
{%- if is_part %}
touched as (

    select * from {{ ref('int_touched_times') }}

),

rows_told as (

    select * from touched
    where is_told

),

provinces_told as (

    select distinct coalesce(province_id, '-') as province_id
    from rows_told
    where dimension in ('province', 'county')

),

{% endif %}
cells as (

    select * from {{ ref('int_day_cells') }}
    {%- if is_part %}
    where coalesce(province_id, '-') in (select provinces_told.province_id from provinces_told)
    {%- endif %}

),

counts_of_provinces as (

    {{ day_counts('cells', of_provinces=true) }}

),

counts as (

    select * from counts_of_provinces

    union all

    select
        dimension,
        province_id,
        member_id,
        approved_year,
        approved_quarter,
        approved_month,
        measure,
        n_days,
        n_cases
    from {{ ref('int_day_counts') }}
    {%- if is_part %}
    where dimension || ':' || member_id in (select rows_told.dimension || ':' || rows_told.member_id from rows_told)
    {%- endif %}

),

times as (

    {{ times_of_counts('counts', as_of(), ref('int_periods'), 'rows_told' if is_part else none) }}

)

{%- if is_part %},

standing as (

    select * from {{ this }}
    where time_id in (select touched.time_id from touched) and time_id not in (select rows_told.time_id from rows_told)

),

publication as (

    {{ last_publication() }}

),

passed as (

    {{ passed_times('standing', '(select publication.as_of_on from publication)', as_of(), ref('int_periods')) }}

)

{%- endif %}

select * from times
{%- if is_part %}

union all

select * from passed
{%- endif %}
-- depends_on: {{ ref('int_touched_times') }}
