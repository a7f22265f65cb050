{{ config(materialized='durable_view') }}
with history as (

    select * from {{ published('quality_history') }}

),

limits as (

    select * from {{ published('dim_quality_measure') }}

),

newest as (

    select max(measured_at) as measured_at
    from history

),

standing as (

    select history.*
    from history
    inner join newest
        on history.measured_at = newest.measured_at

),

compared as (

    -- Each measure with what it was in the publications of the 90 days before.
    select
        standing.quality_id,
        standing.measured_at as standing_at,
        before.measured_at,
        before.measured_value
    from standing
    inner join history as before
        on
            standing.measure = before.measure
            and standing.is_national = before.is_national
            and standing.province_id is not distinct from before.province_id
            and standing.measured_at > before.measured_at
            and before.measured_at >= standing.measured_at - interval '90 days'

),

earlier as (

    select
        quality_id,
        count(measured_value) as n_before,
        percentile_cont(0.5) within group (order by measured_value) as usual_value,
        (
            array_agg(measured_value order by measured_at desc)
            filter (where measured_at <= standing_at - interval '28 days')
        )[1] as value_a_month_ago
    from compared
    group by quality_id

),

deviations as (

    -- Far is what is far from the median of those days, in units of their median deviation.
    select
        compared.quality_id,
        percentile_cont(0.5) within group (order by abs(compared.measured_value - earlier.usual_value)) as usual_deviation
    from compared
    inner join earlier
        on compared.quality_id = earlier.quality_id
    group by compared.quality_id

),

measures as (

    select
        'measure' as kind,
        standing.measure as check_name,
        limits.name_fa as check_name_fa,
        limits.meaning_en as meaning,
        standing.province_id,
        standing.n_affected,
        standing.n_checked,
        standing.measured_value,
        limits.limit_value,
        earlier.usual_value::numeric(12, 4) as usual_value,
        case
            when standing.measured_value > limits.limit_value then 'above_limit'
            when standing.measured_value - earlier.value_a_month_ago > limits.rise_limit then 'rising'
            when
                earlier.n_before >= 7
                and abs(standing.measured_value - earlier.usual_value)
                > greatest(3.5 * 1.4826 * deviations.usual_deviation, 0.05)
                then 'unusual'
            else 'well'
        end as verdict,
        null::text as message,
        standing.measured_at as checked_at
    from standing
    inner join limits
        on standing.measure = limits.measure
    left join earlier
        on standing.quality_id = earlier.quality_id
    left join deviations
        on standing.quality_id = deviations.quality_id
    where standing.is_national or {{ is_visible('standing.province_id') }}

),

last_build as (

    select results.run_id
    from {{ source('audit', 'dbt_results') }} as results
    order by results.finished_at desc
    limit 1

),

guards as (

    select
        'guard' as kind,
        results.unique_id as check_name,
        null::text as check_name_fa,
        'A guard of the last build; while one fails, the marts of the publication before stand.' as meaning,
        null::text as province_id,
        results.failures::bigint as n_affected,
        null::bigint as n_checked,
        null::numeric(12, 4) as measured_value,
        null::numeric(9, 4) as limit_value,
        null::numeric(12, 4) as usual_value,
        'failed' as verdict,
        results.message,
        results.finished_at as checked_at
    from {{ source('audit', 'dbt_results') }} as results
    inner join last_build
        on results.run_id = last_build.run_id
    where results.status in ('error', 'fail')

),

publication as (

    select
        'publication' as kind,
        publications.publication_id as check_name,
        null::text as check_name_fa,
        'The publication whose marts stand.' as meaning,
        null::text as province_id,
        publications.n_rows_written as n_affected,
        publications.n_marts::bigint as n_checked,
        null::numeric(12, 4) as measured_value,
        null::numeric(9, 4) as limit_value,
        null::numeric(12, 4) as usual_value,
        'published' as verdict,
        'as of ' || publications.as_of_on as message,
        publications.published_at as checked_at
    from {{ published('publications') }} as publications
    order by publications.published_at desc
    limit 1

)

select * from measures
union all
select * from guards
union all
select * from publication
-- depends_on: {{ ref('publications') }}
