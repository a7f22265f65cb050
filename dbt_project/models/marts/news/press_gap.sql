{#-
    A rate that an article states beside the gross rate of the sheets for the same province: resolutions approved in the
    Solar-Hijri year of the article up to its day, as they stood that day. The article's own period is seldom stated, so this one is an
    assumption, and written as such. The stated figure never enters a rate of ours.
-#}
with stated as (

    select * from {{ ref('int_stated_rates') }}

),

calendar as (

    select * from {{ ref('int_calendar') }}

),

placed as (

    select
        stated.*,
        calendar.jalali_year,
        stated.stated_on - calendar.jalali_day_of_year + 1 as period_starts_on
    from stated
    inner join calendar
        on stated.stated_on = calendar.date_on

),

resolutions as (

    select
        province_id,
        session_on,
        implemented_from_on,
        implemented_until_on,
        is_implemented
    from {{ ref('int_resolution_state') }}
    where in_gross

),

counted as (

    select
        placed.document_id,
        count(resolutions.session_on) as n_gross,
        count(*) filter (where resolutions.is_implemented and resolutions.implemented_until_on <= placed.stated_on)
            as n_implemented,
        count(*) filter (
            where
            resolutions.is_implemented
            and resolutions.implemented_until_on > placed.stated_on
            and coalesce(resolutions.implemented_from_on <= placed.stated_on, true)
        ) as n_undetermined
    from placed
    left join resolutions
        on
            placed.province_id = resolutions.province_id
            and resolutions.session_on between placed.period_starts_on and placed.stated_on
    group by placed.document_id

)

select
    placed.document_id as article_id,
    placed.source_id,
    placed.province_id,
    placed.stated_on,
    placed.jalali_year,
    'year_to_date' as period_assumed,
    placed.n_stated,
    placed.n_implemented_stated,
    placed.is_computed,
    placed.stated_share as stated_rate,
    counted.n_gross::integer as n_gross,
    counted.n_implemented::integer as n_implemented,
    counted.n_undetermined::integer as n_undetermined,
    {{ share('counted.n_implemented', 'counted.n_gross') }} as gross_rate_lower,
    {{ share('counted.n_implemented + counted.n_undetermined', 'counted.n_gross') }} as gross_rate_upper,
    (placed.stated_share - {{ share('counted.n_implemented + counted.n_undetermined', 'counted.n_gross') }})::numeric(12, 6)
        as gap_lower,
    (placed.stated_share - {{ share('counted.n_implemented', 'counted.n_gross') }})::numeric(12, 6) as gap_upper,
    placed.stated_share > 1 or coalesce(placed.n_implemented_stated > placed.n_stated, false) as is_impossible
from placed
inner join counted
    on placed.document_id = counted.document_id
