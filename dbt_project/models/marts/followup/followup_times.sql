{#-
    Days, not shares: medians are no sums of months, so they are taken for each period from how many cases have how many days. Where no
    date is written the day of implementation lies between two days, and so does the median.
-#}
with cells as (

    select
        case when grain = 'resolution' then 'national' end as country,
        case when grain = 'resolution' then coalesce(province_id, '-') end as province_id,
        case when grain = 'resolution' then coalesce(category_code, '-') end as category_code,
        case when grain = 'assignment' then ministry_id end as ministry_id,
        case when grain = 'assignment' then agency_id end as agency_id,
        approved_year,
        approved_quarter,
        approved_month,
        approved_on,
        notified_on,
        case when due_on < {{ as_of() }} then due_on end as overdue_since_on,
        implemented_on,
        implemented_from_on,
        implemented_until_on,
        in_net and approved_on is not null as is_followed,
        is_implemented,
        n_cases
    from {{ ref('int_day_cells') }}

),

alike as (

    select
        case
            when grouping(country) = 0 then 'national'
            when grouping(province_id) = 0 then 'province'
            when grouping(category_code) = 0 then 'category'
            when grouping(ministry_id) = 0 then 'ministry'
            else 'agency'
        end as dimension,
        case when grouping(country) = 0 then 'IR' else coalesce(agency_id, ministry_id, category_code, province_id) end
            as member_id,
        approved_year,
        approved_quarter,
        approved_month,
        approved_on,
        notified_on,
        overdue_since_on,
        implemented_on,
        implemented_from_on,
        implemented_until_on,
        is_followed,
        is_implemented,
        sum(n_cases)::bigint as n_cases
    from cells
    group by
        approved_year, approved_quarter, approved_month, approved_on, notified_on, overdue_since_on, implemented_on,
        implemented_from_on, implemented_until_on, is_followed, is_implemented,
        grouping sets ((country), (province_id), (category_code), (ministry_id), (agency_id))
    having num_nonnulls(country, province_id, category_code, ministry_id, agency_id) = 1

),

told as (

    select
        alike.dimension,
        alike.member_id,
        alike.approved_year,
        alike.approved_quarter,
        alike.approved_month,
        told.measure,
        told.n_days,
        sum(alike.n_cases) as n_cases
    from alike
    cross join
        lateral (
            values
            ('overdue', {{ as_of() }} - alike.overdue_since_on),
            ('written', alike.implemented_on - alike.approved_on),
            ('least', alike.implemented_from_on - alike.approved_on),
            ('most', alike.implemented_until_on - alike.approved_on),
            ('notified', alike.notified_on - alike.approved_on),
            ('least_from_notification', alike.implemented_from_on - alike.notified_on),
            ('most_from_notification', alike.implemented_until_on - alike.notified_on)
        ) as told (measure, n_days)
    where told.n_days is not null
    group by
        alike.dimension, alike.member_id, alike.approved_year, alike.approved_quarter, alike.approved_month, told.measure,
        told.n_days

),

quantiles as (

    {{ day_quantiles('told') }}

),

counts as (

    select
        dimension,
        member_id,
        {{ period_columns() }},
        coalesce(sum(n_cases) filter (where is_followed), 0)::bigint as n_net,
        coalesce(sum(n_cases) filter (where is_followed and not is_implemented), 0)::bigint as n_open
    from alike
    group by
        dimension, member_id,
        {{ period_grouping_sets() }}

),

followed as (

    select
        alike.dimension,
        alike.member_id,
        span.period_type,
        span.jalali_year,
        alike.is_implemented as is_event,
        case
            when alike.is_implemented then coalesce(alike.implemented_from_on - alike.approved_on, 0)
            else {{ as_of() }} - alike.approved_on
        end as earliest_days,
        case
            when alike.is_implemented then alike.implemented_until_on - alike.approved_on
            else {{ as_of() }} - alike.approved_on
        end as latest_days,
        alike.n_cases
    from alike
    cross join lateral (values ('all', null), ('year', alike.approved_year)) as span (period_type, jalali_year)
    where alike.is_followed and alike.dimension <> 'agency'

),

earliest_medians as (

    {{ kaplan_meier('followed', ['dimension', 'member_id', 'period_type', 'jalali_year'], 'earliest_days') }}

),

latest_medians as (

    {{ kaplan_meier('followed', ['dimension', 'member_id', 'period_type', 'jalali_year'], 'latest_days') }}

),

figures as (

    -- One list and one grouping instead of joins: nothing here has statistics.
    select * from quantiles
    {%- for measure, number, days, relation, has_months in [
        ('net', 'n_net', 'null', 'counts', true),
        ('open', 'n_open', 'null', 'counts', true),
        ('earliest_survival', 'null', 'median_days', 'earliest_medians', false),
        ('latest_survival', 'null', 'median_days', 'latest_medians', false),
    ] %}

    union all

    select
        dimension,
        member_id,
        period_type,
        jalali_year,
        {{ 'jalali_quarter' if has_months else 'null as jalali_quarter' }},
        {{ 'jalali_month' if has_months else 'null as jalali_month' }},
        '{{ measure }}' as measure,
        {{ number }} as n_all,
        {{ days }} as half,
        null as nine_tenths
    from {{ relation }}
    {%- endfor %}

),

medians as (

    select
        dimension,
        member_id,
        period_type,
        jalali_year,
        jalali_quarter,
        jalali_month,
        coalesce(max(n_all) filter (where measure = 'overdue'), 0)::bigint as n_overdue,
        max(half) filter (where measure = 'overdue')::numeric(9, 1) as overdue_days_median,
        max(nine_tenths) filter (where measure = 'overdue')::numeric(9, 1) as overdue_days_p90,
        coalesce(max(n_all) filter (where measure = 'most'), 0)::bigint as n_implemented,
        coalesce(max(n_all) filter (where measure = 'written'), 0)::bigint as n_implemented_dated,
        max(half) filter (where measure = 'written')::numeric(9, 1) as implementation_days_median,
        max(half) filter (where measure = 'least')::numeric(9, 1) as implementation_days_median_lower,
        max(half) filter (where measure = 'most')::numeric(9, 1) as implementation_days_median_upper,
        coalesce(max(n_all) filter (where measure = 'notified'), 0)::bigint as n_notified,
        max(half) filter (where measure = 'notified')::numeric(9, 1) as notification_days_median,
        max(half) filter (where measure = 'least_from_notification')::numeric(9, 1) as notified_to_implemented_days_median_lower,
        max(half) filter (where measure = 'most_from_notification')::numeric(9, 1) as notified_to_implemented_days_median_upper,
        max(n_all) filter (where measure = 'net')::bigint as n_net,
        max(n_all) filter (where measure = 'open')::bigint as n_open,
        max(half) filter (where measure = 'earliest_survival')::integer as survival_days_median_lower,
        max(half) filter (where measure = 'latest_survival')::integer as survival_days_median_upper
    from figures
    group by dimension, member_id, period_type, jalali_year, jalali_quarter, jalali_month

),

periods as (

    select * from {{ ref('int_periods') }}

)

select
    {{ hash_id(['medians.dimension', 'medians.member_id', 'periods.period_id']) }} as time_id,
    medians.dimension,
    medians.member_id,
    case when medians.dimension = 'province' and medians.member_id <> '-' then medians.member_id end as province_id,
    case when medians.dimension = 'category' and medians.member_id <> '-' then medians.member_id end as category_code,
    case when medians.dimension = 'ministry' then medians.member_id end as ministry_id,
    case when medians.dimension = 'agency' then medians.member_id end as agency_id,
    periods.period_type,
    periods.period_label,
    periods.jalali_year,
    periods.jalali_quarter,
    periods.jalali_month,
    periods.is_last_complete_period,
    medians.n_overdue,
    medians.overdue_days_median,
    medians.overdue_days_p90,
    medians.n_implemented,
    medians.n_implemented_dated,
    medians.implementation_days_median,
    medians.implementation_days_median_lower,
    medians.implementation_days_median_upper,
    medians.n_notified,
    medians.notification_days_median,
    medians.notified_to_implemented_days_median_lower,
    medians.notified_to_implemented_days_median_upper,
    medians.n_net,
    medians.n_open,
    {{ share('medians.n_open', 'medians.n_net') }} as open_rate,
    medians.survival_days_median_lower,
    medians.survival_days_median_upper
from medians
inner join periods
    on {{ same_period('medians', 'periods') }}
