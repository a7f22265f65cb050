with calendar as (

    select * from {{ ref('int_calendar') }}

),

holidays as (

    select * from {{ ref('holidays') }}

)

select
    calendar.date_on,
    calendar.jalali_date_label,
    calendar.jalali_year,
    calendar.jalali_quarter,
    calendar.jalali_year || '-Q' || calendar.jalali_quarter as jalali_quarter_label,
    calendar.jalali_month,
    (array[
        'فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد', 'شهریور',
        'مهر', 'آبان', 'آذر', 'دی', 'بهمن', 'اسفند'
    ])[calendar.jalali_month] as jalali_month_name_fa,
    calendar.jalali_month_label,
    calendar.jalali_day,
    calendar.jalali_day_of_year,
    calendar.is_leap_year as is_jalali_leap_year,
    extract(isodow from calendar.date_on)::integer as iso_weekday,
    (array[
        'دوشنبه', 'سه‌شنبه', 'چهارشنبه', 'پنجشنبه', 'جمعه', 'شنبه', 'یکشنبه'
    ])[extract(isodow from calendar.date_on)::integer] as weekday_name_fa,
    extract(year from calendar.date_on)::integer as gregorian_year,
    extract(month from calendar.date_on)::integer as gregorian_month,
    extract(day from calendar.date_on)::integer as gregorian_day,
    extract(isodow from calendar.date_on) = 5 as is_friday,
    holidays.holiday_on is not null as is_public_holiday,
    holidays.name_fa as holiday_name_fa
from calendar
left join holidays
    on calendar.date_on = holidays.holiday_on
