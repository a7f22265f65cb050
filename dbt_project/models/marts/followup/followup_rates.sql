with cases as (

    select * from {{ ref('int_rate_cases') }}

),

periods as (

    select * from {{ ref('int_periods') }}

),

provinces as (

    select * from {{ ref('provinces') }}

),

ministries as (

    select * from {{ ref('ministries') }}

),

agencies as (

    select * from {{ ref('int_agencies') }}

),

categories as (

    select * from {{ ref('problem_categories') }}

),

resolution_counts as (

    -- Province, county and category count resolutions.
    select
        'resolution' as grain,
        case
            when grouping(county) = 0 then 'county'
            when grouping(category_code) = 0 and grouping(province_id) = 0 then 'province_category'
            when grouping(category_code) = 0 then 'category'
            when grouping(province_id) = 0 then 'province'
            else 'national'
        end as dimension,
        province_id,
        county,
        category_code,
        null as ministry_id,
        null as agency_id,
        null::boolean as is_bank,
        {{ period_columns('approved') }},
        {{ rate_counts() }}
    from cases
    where grain = 'resolution'
    group by
        grouping sets ((), (province_id), (province_id, county), (category_code), (province_id, category_code)),
        {{ period_grouping_sets('approved') }}

),

assignment_counts as (

    -- Ministry, agency and the line of the banks count assignments: a resolution of two agencies counts once for each.
    select
        'assignment' as grain,
        case
            when grouping(province_id) = 0 then 'province_'
            else ''
        end
        || case
            when grouping(agency_id) = 0 then 'agency'
            when grouping(ministry_id) = 0 then 'ministry'
            else 'banks'
        end as dimension,
        province_id,
        null as county,
        null as category_code,
        ministry_id,
        agency_id,
        is_bank,
        {{ period_columns('approved') }},
        {{ rate_counts() }}
    from cases
    where grain = 'assignment'
    group by
        grouping sets (
            (ministry_id), (agency_id), (is_bank),
            (province_id, ministry_id), (province_id, agency_id), (province_id, is_bank)
        ),
        {{ period_grouping_sets('approved') }}

),

counts as (

    select * from resolution_counts
    union all
    select * from assignment_counts

),

rates as (

    select
        *,
        {{ rate_shares() }}
    from counts
    where
        (period_type = 'all' or jalali_year is not null)
        and not (dimension like '%banks' and not is_bank)

),

named as (

    select
        rates.*,
        case
            when rates.dimension = 'national' then 'IR'
            when rates.dimension like '%banks' then 'BANKS'
            when rates.dimension like '%agency' then rates.agency_id
            when rates.dimension like '%ministry' then rates.ministry_id
            when rates.dimension like '%category' then coalesce(rates.category_code, '-')
            when rates.dimension = 'county' then coalesce(rates.county, '-')
            else coalesce(rates.province_id, '-')
        end as member_id,
        case
            when rates.dimension = 'national' then 'کل کشور'
            when rates.dimension like '%banks' then 'بانک‌ها'
            when rates.dimension like '%agency' then agencies.name_fa
            when rates.dimension like '%ministry' then ministries.name_fa
            when rates.dimension like '%category' then coalesce(categories.name_fa, 'نامشخص')
            when rates.dimension = 'county' then coalesce(rates.county, 'نامشخص')
            else coalesce(provinces.name_fa, 'نامشخص')
        end as member_name_fa,
        case
            when rates.dimension = 'national' then 'Iran'
            when rates.dimension like '%banks' then 'Banks'
            when rates.dimension like '%ministry' then ministries.name_en
            when rates.dimension like '%category' then categories.name_en
            when rates.dimension = 'province' then provinces.name_en
        end as member_name_en,
        provinces.name_fa as province_name_fa,
        periods.period_id,
        periods.period_label,
        periods.starts_on as period_starts_on,
        periods.ends_on as period_ends_on,
        periods.is_current_period,
        periods.is_last_complete_period
    from rates
    inner join periods
        on
            rates.period_type = periods.period_type
            and rates.jalali_year is not distinct from periods.jalali_year
            and rates.jalali_quarter is not distinct from periods.jalali_quarter
            and rates.jalali_month is not distinct from periods.jalali_month
    left join provinces
        on rates.province_id = provinces.province_id
    left join ministries
        on rates.ministry_id = ministries.ministry_id
    left join agencies
        on rates.agency_id = agencies.agency_id
    left join categories
        on rates.category_code = categories.code

),

comparable as (

    select
        *,
        n_net < {{ var('small_n') }} as is_small,
        n_net >= {{ var('small_n') }} and unknown_rate <= {{ var('unknown_share_limit') }} as can_be_ranked,
        case when dimension like 'province\_%' or dimension = 'county' then province_id end as ranked_within
    from named

),

ranked as (

    select
        *,
        rank() over (
            partition by dimension, period_id, ranked_within, can_be_ranked
            order by net_rate desc
        ) as place
    from comparable

)

select
    {{ hash_id(['dimension', 'member_id', 'province_id', 'period_id']) }} as rate_id,
    grain,
    dimension,
    member_id,
    member_name_fa,
    member_name_en,
    province_id,
    province_name_fa,
    county,
    category_code,
    ministry_id,
    agency_id,
    period_type,
    period_label,
    jalali_year,
    jalali_quarter,
    jalali_month,
    period_starts_on,
    period_ends_on,
    is_current_period,
    is_last_complete_period,
    {{ as_of() }} as as_of_on,
    n_gross,
    n_net,
    n_excluded,
    n_implemented,
    n_open,
    n_unknown,
    weighted_implemented,
    n_due,
    n_on_time,
    n_on_time_undetermined,
    n_late,
    n_implemented_dated,
    n_implemented_dated_on_time,
    n_overdue_base,
    n_overdue,
    n_no_deadline,
    gross_rate,
    net_rate,
    weighted_rate,
    on_time_rate,
    on_time_rate_lower,
    on_time_rate_upper,
    on_time_undetermined_rate,
    implemented_on_time_rate,
    overdue_rate,
    no_deadline_rate,
    unknown_rate,
    is_small,
    case when can_be_ranked then place::integer end as net_rank
from ranked
