with resolutions as (

    select * from {{ ref('int_resolution_state') }}

),

cases as (

    select * from {{ ref('int_rate_cases') }}

),

units as (

    select * from {{ ref('int_units') }}

),

counties as (

    select * from {{ ref('int_counties') }}

),

located as (

    select
        resolutions.province_id,
        resolutions.county,
        counties.county_id
    from resolutions
    left join counties
        on
            resolutions.province_id = counties.province_id
            and {{ fold_county('resolutions.county') }} = counties.county_folded

),

lines as (

    select
        province_id,
        n_issues,
        false as is_rejected
    from {{ ref('int_resolution_lines') }}

    union all

    select
        sources.province_id,
        0 as n_issues,
        true as is_rejected
    from {{ ref('stg_rejected_rows') }} as rejected
    left join {{ ref('int_sources') }} as sources
        on rejected.source_id = sources.source_id

),

observations as (

    select * from {{ ref('int_assignment_observations') }}
    where known_to is null

),

resolution_cases as (

    select * from cases
    where grain = 'resolution'

),

assignment_cases as (

    select * from cases
    where grain = 'assignment'

),

intervals as (

    select
        'implementation_interval_days' as measure,
        province_id,
        grouping(province_id) = 1 as is_national,
        count(*) as n_affected,
        count(*) as n_checked,
        avg(implemented_until_on - implemented_from_on) as amount
    from resolution_cases
    where is_implemented and implemented_on is null
    group by grouping sets ((), (province_id))

),

measured as (

    select * from intervals
    {%- for relation, measure, affected, checked in [
        ('resolution_cases', 'unknown_status', "status_code = 'unknown'", 'in_gross'),
        ('resolution_cases', 'undated_implementation', 'implemented_on is null', 'is_implemented'),
        ('resolution_cases', 'undetermined_on_time', "timeliness = 'undetermined'", 'is_due'),
        ('resolution_cases', 'no_deadline', 'due_on is null', 'in_net'),
        ('resolution_cases', 'excluded_from_net', 'not in_net', 'in_gross'),
        ('resolutions', 'vanished', 'is_vanished', 'true'),
        ('resolutions', 'status_conflict', 'has_status_conflict', 'true'),
        ('resolutions', 'no_approval_date', 'session_on is null', 'true'),
        ('resolutions', 'no_unit', 'unit_id is null', 'true'),
        ('resolutions', 'no_category', 'category_code is null', 'true'),
        ('units', 'unit_without_national_id', 'unit_national_id is null', 'true'),
        ('assignment_cases', 'unknown_agency', "agency_id = 'UNKNOWN'", 'true'),
        ('located', 'unknown_county', 'county_id is null', 'county is not null'),
        ('lines', 'rejected_rows', 'is_rejected', 'true'),
        ('lines', 'rows_with_issues', 'n_issues > 0', 'not is_rejected'),
        ('observations', 'rejected_date', 'is_implemented_on_rejected', 'true'),
    ] %}

    union all

    {{ quality_share(relation, measure, affected, checked) }}
    {%- endfor %}

)

select
    measure,
    province_id,
    is_national,
    n_affected,
    n_checked,
    coalesce(amount, n_affected::numeric / nullif(n_checked, 0))::numeric(12, 4) as value
from measured
where n_checked > 0
