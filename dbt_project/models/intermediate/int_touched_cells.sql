{{ config(indexes=[{'columns': ['month_key'], 'unique': true}]) }}
{#-
    The cells (province and month of approval) in which a count may have changed since the publication: where a touched
    resolution was or is (is_told), and where a case passes a mark between the two days. Where it was is asked of the publication too:
    a run that stopped may have left the state of resolutions newer than the cells.
-#}
with touched as (

    select * from {{ ref('int_touched_resolutions') }}

),

cells as (

    select
        previous_month_key as month_key,
        true as is_told
    from touched

    {%- if is_published_before() and is_table_there(published_by_name('fct_resolution')) %}

    union

    select
        {{ month_key('published.province_id', 'calendar.jalali_month_label') }} as month_key,
        true as is_told
    from {{ published_by_name('fct_resolution') }} as published
    inner join touched
        on published.resolution_id = touched.resolution_id
    left join {{ ref('int_calendar') }} as calendar
        on published.approved_on = calendar.date_on
    {%- endif %}

    union

    select
        resolutions.month_key,
        true as is_told
    from {{ ref('int_resolution_state') }} as resolutions
    inner join touched
        on resolutions.resolution_id = touched.resolution_id

    union

    select
        resolutions.month_key,
        false as is_told
    from {{ ref('int_resolution_state') }} as resolutions
    inner join {{ ref('int_passing_resolutions') }} as passing
        on resolutions.resolution_id = passing.resolution_id

)

select
    month_key,
    bool_or(is_told) as is_told
from cells
where month_key is not null
group by month_key
-- depends_on: {{ ref('int_calendar') }}
