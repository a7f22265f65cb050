{#-
    A rate that an article states beside the gross rate of the sheets for the same province: resolutions approved in the
    Solar-Hijri year of the article up to its day, as they stood that day. The article's own period is seldom stated, so this one is an
    assumption, and written as such. The counts beside the rate are those of its own statement, which is what the article tells of one
    event, or of none: the resolutions of one session are no base of a year's rate. The stated figure never enters a rate of ours.
-#}
with figures as (

    select * from {{ ref('int_reported_figures') }}
    where
        origin = 'press'
        and province_id is not null
        and stated_on is not null
        and sector is null
        and ministry_id is null

),

articles as (

    select * from {{ ref('int_articles') }}
    where is_first_of_story

),

stated as (

    select
        figures.document_id,
        figures.event_label,
        min(figures.source_id) as source_id,
        min(figures.province_id) as province_id,
        min(figures.stated_on) as stated_on,
        max(figures.value) filter (where figures.measure = 'resolutions_implemented' and figures.statistic = 'percent')
            as stated_pct,
        max(figures.value) filter (where figures.measure = 'resolutions_adopted' and figures.statistic = 'exact')
            as n_stated,
        max(figures.value) filter (where figures.measure = 'resolutions_implemented' and figures.statistic = 'exact')
            as n_implemented_stated
    from figures
    inner join articles
        on figures.document_id = articles.document_id
    group by figures.document_id, figures.event_label

),

rated as (

    select
        *,
        case
            when stated_pct is not null then stated_pct / 100
            else n_implemented_stated / nullif(n_stated, 0)
        end as stated_share,
        stated_pct is null as is_computed
    from stated

),

chosen as (

    select distinct on (document_id) *
    from rated
    where stated_share is not null
    order by document_id, stated_pct desc nulls last, n_stated desc nulls last, event_label nulls first

),

calendar as (

    select * from {{ ref('int_calendar') }}

),

placed as (

    select
        chosen.*,
        calendar.jalali_year,
        chosen.stated_on - calendar.jalali_day_of_year + 1 as period_starts_on
    from chosen
    inner join calendar
        on chosen.stated_on = calendar.date_on

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
    placed.n_stated::integer as n_stated,
    placed.n_implemented_stated::integer as n_implemented_stated,
    placed.is_computed,
    placed.stated_share::numeric(12, 6) as stated_rate,
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
