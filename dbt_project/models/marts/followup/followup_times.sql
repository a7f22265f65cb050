{#-
    Days, not shares: medians are no sums of months, so they are computed for each period by itself. Where no date is written the
    day of implementation lies between two days, and so does the median.
-#}
with cases as (

    select
        *,
        implemented_on - approved_on as written_days,
        implemented_from_on - approved_on as least_days,
        implemented_until_on - approved_on as most_days,
        {{ as_of() }} - due_on as overdue_days,
        notified_on - approved_on as notification_days,
        implemented_from_on - notified_on as least_days_from_notification,
        implemented_until_on - notified_on as most_days_from_notification
    from {{ ref('int_rate_cases') }}
    where in_gross

),

members as (

    select
        grain,
        case when grain = 'resolution' then 'national' end as country,
        case when grain = 'resolution' then coalesce(province_id, '-') end as province_id,
        case when grain = 'resolution' then coalesce(category_code, '-') end as category_code,
        case when grain = 'assignment' then ministry_id end as ministry_id,
        case when grain = 'assignment' then agency_id end as agency_id,
        approved_year,
        approved_quarter,
        approved_month,
        approved_on,
        in_net,
        is_implemented,
        implemented_on,
        is_overdue,
        written_days,
        least_days,
        most_days,
        overdue_days,
        notification_days,
        least_days_from_notification,
        most_days_from_notification
    from cases

),

medians as (

    select
        case
            when grouping(country) = 0 then 'national'
            when grouping(province_id) = 0 then 'province'
            when grouping(category_code) = 0 then 'category'
            when grouping(ministry_id) = 0 then 'ministry'
            else 'agency'
        end as dimension,
        coalesce(agency_id, ministry_id, category_code, province_id, 'IR') as member_id,
        {{ period_columns() }},
        count(*) filter (where is_overdue) as n_overdue,
        {{ median_days('overdue_days', 'is_overdue') }} as overdue_days_median,
        {{ median_days('overdue_days', 'is_overdue', 0.9) }} as overdue_days_p90,
        count(*) filter (where is_implemented and most_days is not null) as n_implemented,
        count(*) filter (where is_implemented and written_days is not null) as n_implemented_dated,
        {{ median_days('written_days', 'is_implemented') }} as implementation_days_median,
        {{ median_days('least_days', 'is_implemented') }} as implementation_days_median_lower,
        {{ median_days('most_days', 'is_implemented') }} as implementation_days_median_upper,
        count(notification_days) as n_notified,
        {{ median_days('notification_days', 'notification_days is not null') }} as notification_days_median,
        {{ median_days('least_days_from_notification', 'is_implemented') }} as notified_to_implemented_days_median_lower,
        {{ median_days('most_days_from_notification', 'is_implemented') }} as notified_to_implemented_days_median_upper,
        count(*) filter (where in_net and approved_on is not null) as n_net,
        count(*) filter (where in_net and approved_on is not null and not is_implemented) as n_open
    from members
    group by
        grouping sets ((country), (province_id), (category_code), (ministry_id), (agency_id)),
        {{ period_grouping_sets() }}
    having num_nonnulls(country, province_id, category_code, ministry_id, agency_id) = 1

),

net_members as (

    select
        place.dimension,
        place.member_id,
        span.period_type,
        span.jalali_year,
        members.is_implemented,
        members.least_days,
        members.most_days,
        {{ as_of() }} - members.approved_on as open_days
    from members
    cross join
        unnest(
            array['national', 'province', 'category', 'ministry'],
            array[members.country, members.province_id, members.category_code, members.ministry_id]
        ) as place (dimension, member_id)
    cross join unnest(array['all', 'year'], array[null, members.approved_year]) as span (period_type, jalali_year)
    where members.in_net and members.approved_on is not null and place.member_id is not null

),

earliest as (

    select
        dimension,
        member_id,
        period_type,
        jalali_year,
        case when is_implemented then coalesce(least_days, 0) else open_days end as n_days,
        is_implemented as is_event
    from net_members

),

latest as (

    select
        dimension,
        member_id,
        period_type,
        jalali_year,
        case when is_implemented then most_days else open_days end as n_days,
        is_implemented as is_event
    from net_members

),

earliest_medians as (

    {{ kaplan_meier('earliest', ['dimension', 'member_id', 'period_type', 'jalali_year']) }}

),

latest_medians as (

    {{ kaplan_meier('latest', ['dimension', 'member_id', 'period_type', 'jalali_year']) }}

),

periods as (

    select * from {{ ref('int_periods') }}

)

select
    {{ hash_id(['medians.dimension', 'medians.member_id', 'periods.period_id']) }} as time_id,
    medians.dimension,
    case when medians.dimension = 'national' then 'IR' else medians.member_id end as member_id,
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
    earliest_medians.median_days as survival_days_median_lower,
    latest_medians.median_days as survival_days_median_upper
from medians
inner join periods
    on
        medians.period_type = periods.period_type
        and medians.jalali_year is not distinct from periods.jalali_year
        and medians.jalali_quarter is not distinct from periods.jalali_quarter
        and medians.jalali_month is not distinct from periods.jalali_month
left join earliest_medians
    on
        medians.dimension = earliest_medians.dimension
        and case when medians.dimension = 'national' then 'national' else medians.member_id end = earliest_medians.member_id
        and medians.period_type = earliest_medians.period_type
        and medians.jalali_year is not distinct from earliest_medians.jalali_year
left join latest_medians
    on
        medians.dimension = latest_medians.dimension
        and case when medians.dimension = 'national' then 'national' else medians.member_id end = latest_medians.member_id
        and medians.period_type = latest_medians.period_type
        and medians.jalali_year is not distinct from latest_medians.jalali_year
