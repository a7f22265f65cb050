{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_touched('int_touched_cells', 'month_key') }}",
    indexes=[{'columns': ['month_key']}],
) }}
{#- What the measures of data quality count of the resolutions and assignments of one province and month of approval. -#}
{%- set keys = ['month_key', 'province_id'] -%}
with resolutions as (

    select * from {{ ref('int_resolution_state') }}
    {%- if is_incremental() %}
    where month_key in (select touched.month_key from {{ ref('int_touched_cells') }} as touched)
    {%- endif %}

),

cases as (

    select * from {{ ref('int_rate_cases') }}
    {%- if is_incremental() %}
    where month_key in (select touched.month_key from {{ ref('int_touched_cells') }} as touched)
    {%- endif %}

),

resolution_cases as (

    select * from cases
    where grain = 'resolution'

),

assignment_cases as (

    select * from cases
    where grain = 'assignment'

),

named_counties as (

    select
        month_key,
        province_id,
        county,
        count(*) as n_resolutions
    from resolutions
    where county is not null
    group by month_key, province_id, county

),

counties as (

    select * from {{ ref('int_counties') }}

),

located as (

    select
        named_counties.month_key,
        named_counties.province_id,
        named_counties.n_resolutions,
        counties.county_id
    from named_counties
    left join counties
        on
            named_counties.province_id = counties.province_id
            and {{ county_key('named_counties.county') }} = counties.county_key

),

measured as (

    {{ quality_counts('resolution_cases', keys, [
        ('unknown_status', "status_code = 'unknown'", 'in_gross'),
        ('undated_implementation', 'implemented_on is null', 'is_implemented'),
        ('undetermined_on_time', "timeliness = 'undetermined'", 'is_due'),
        ('no_deadline', 'due_on is null', 'in_net'),
        ('excluded_from_net', 'not in_net', 'in_gross'),
    ]) }}

    union all

    {{ quality_counts('assignment_cases', keys, [('unknown_agency', "agency_id = 'UNKNOWN'", 'true')]) }}

    union all

    {{ quality_counts('resolutions', keys, [
        ('vanished', 'is_vanished', 'true'),
        ('moved_back', 'n_reopened > 0', 'true'),
        ('status_conflict', 'has_status_conflict', 'true'),
        ('no_approval_date', 'session_on is null', 'true'),
        ('no_unit', 'unit_id is null', 'true'),
        ('no_category', 'category_code is null', 'true'),
        ('national_level', "level = 'national'", 'true'),
    ]) }}

    union all

    {{ quality_counts('located', keys, [('unknown_county', 'county_id is null', 'true')], weight='n_resolutions') }}

)

select
    month_key,
    province_id,
    measure,
    n_affected::bigint as n_affected,
    n_checked::bigint as n_checked,
    null::bigint as n_days
from measured

union all

select
    month_key,
    province_id,
    'implementation_interval_days' as measure,
    count(*) as n_affected,
    count(*) as n_checked,
    sum(implemented_until_on - implemented_from_on) as n_days
from resolution_cases
where is_implemented and implemented_on is null and implemented_from_on is not null
group by month_key, province_id
-- depends_on: {{ ref('int_touched_cells') }}
