-- What is published is what the history gives for the day of the last publication, row by row. Where a night computed only what
-- was touched: the monthly rates within provinces, of months in which resolutions were touched and of some others, each day other
-- ones, fewer where months hold many resolutions; those of longer periods and of the country are their sums.
{%- set columns = columns_of('followup_rates') -%}
{%- set compared = columns | replace('"net_rank"', "case when dimension <> 'province' then net_rank end as net_rank") -%}
{%- set of_cells -%}
months as (

    select
        province_id,
        period_label,
        period_starts_on,
        period_ends_on,
        n_gross
    from {{ published('followup_rates') }}
    where dimension = 'province' and period_type = 'month' and province_id is not null

),

touched_months as (

    select months.*
    from months
    inner join {{ ref('int_touched_cells') }} as touched
        on {{ month_key('months.province_id', 'months.period_label') }} = touched.month_key and touched.is_told

),

drawn_touched_months as (

    {{ drawn_up_to('touched_months', 'province_id || period_label', 20, 'n_gross', 1000) }}

),

other_months as (

    {{ drawn_up_to('months', 'province_id || period_label', 5, 'n_gross', 1000) }}

),

cells as (

    select
        province_id,
        period_label,
        period_starts_on,
        period_ends_on
    from drawn_touched_months

    union

    select
        province_id,
        period_label,
        period_starts_on,
        period_ends_on
    from other_months

),

resolutions as (

    select
        events.resolution_id,
        events.unit_id
    from {{ published('fct_status_event') }} as events
    inner join cells
        on
            events.province_id = cells.province_id
            and events.approved_on between cells.period_starts_on and cells.period_ends_on

),

beside as (

    -- Whether a matter came back is told by the other resolutions of its unit.
    select resolution_id
    from resolutions

    union

    select events.resolution_id
    from {{ published('fct_status_event') }} as events
    where events.unit_id in (select resolutions.unit_id from resolutions)

),

observations as (

    {{ published_observations('beside') }}

),

computed as (

    {{ rates_as_of('observations', '(select publication.as_of_on from publication)', "timestamptz 'infinity'") }}

),

again as (

    select {{ compared }}
    from computed
    where period_type = 'month' and (province_id, period_label) in (select cells.province_id, cells.period_label from cells)

),

standing as (

    select {{ compared }}
    from {{ published('followup_rates') }}
    where period_type = 'month' and (province_id, period_label) in (select cells.province_id, cells.period_label from cells)

),
{%- endset -%}
{%- set of_everything -%}
again as (

    select {{ columns }}
    from {{ function('followup_rates_as_of') }}((select publication.as_of_on from publication))

),

standing as (

    select {{ columns }}
    from {{ published('followup_rates') }}

),
{%- endset %}
with publication as (

    select as_of_on
    from {{ published('publications') }}
    order by published_at desc
    limit 1

),

{{ of_cells if builds_on_a_publication() else of_everything }}

differing as (

    {{ rows_of_one_only('standing', 'again') }}

)

select rate_id from differing
