with cells as (

    select * from {{ ref('int_quality_cells') }}

),

documents as (

    select * from {{ ref('int_quality_documents') }}

),

deliveries as (

    select * from {{ ref('int_quality_deliveries') }}

),

units as (

    select * from {{ ref('int_units') }}

),

rows_read as (

    select
        province_id,
        n_lines,
        n_with_issues,
        0 as n_rejected
    from documents

    union all

    select
        sources.province_id,
        0 as n_lines,
        0 as n_with_issues,
        1 as n_rejected
    from {{ ref('stg_rejected_rows') }} as rejected
    left join {{ ref('int_sources') }} as sources
        on rejected.source_id = sources.source_id

),

counted as (

    select
        measure,
        province_id,
        n_affected,
        n_checked,
        n_days
    from cells

    union all

    select
        'unit_without_national_id' as measure,
        province_id,
        count(*) filter (where unit_national_id is null) as n_affected,
        count(*) as n_checked,
        null as n_days
    from units
    group by province_id

    union all

    select
        'rejected_rows' as measure,
        province_id,
        n_rejected as n_affected,
        n_lines + n_rejected as n_checked,
        null as n_days
    from rows_read

    union all

    select
        'rows_with_issues' as measure,
        province_id,
        n_with_issues as n_affected,
        n_lines as n_checked,
        null as n_days
    from rows_read

    union all

    select
        'rejected_date' as measure,
        province_id,
        n_rejected_dates as n_affected,
        n_observations as n_checked,
        null as n_days
    from deliveries

),

measured as (

    select
        measure,
        province_id,
        grouping(province_id) = 1 as is_national,
        sum(n_affected)::bigint as n_affected,
        sum(n_checked)::bigint as n_checked,
        sum(n_days) as n_days
    from counted
    group by grouping sets ((measure), (measure, province_id))

)

select
    measure,
    province_id,
    is_national,
    n_affected,
    n_checked,
    (coalesce(n_days, n_affected)::numeric / nullif(n_checked, 0))::numeric(12, 4) as value
from measured
where n_checked > 0
