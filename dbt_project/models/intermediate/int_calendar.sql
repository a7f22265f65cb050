{#- Solar-Hijri leap years by the 33-year rule, which holds for 1244–1472; the anchor is 1 Farvardin 1380 = 2001-03-21. -#}
with years as (

    select
        jalali_year,
        case
            when mod(jalali_year, 33) in (1, 5, 9, 13, 17, 22, 26, 30) then 366
            else 365
        end as n_days
    from generate_series(1380, 1420) as series (jalali_year)

),

year_starts as (

    select
        jalali_year,
        n_days,
        date '2001-03-21' + (sum(n_days) over (order by jalali_year) - n_days)::integer as starts_on
    from years

),

days as (

    select
        year_starts.jalali_year,
        year_starts.n_days = 366 as is_leap_year,
        year_starts.starts_on + (day.day_of_year - 1) as date_on,
        day.day_of_year,
        case
            when day.day_of_year <= 186 then (day.day_of_year - 1) / 31 + 1
            else (day.day_of_year - 187) / 30 + 7
        end as jalali_month,
        case
            when day.day_of_year <= 186 then mod(day.day_of_year - 1, 31) + 1
            else mod(day.day_of_year - 187, 30) + 1
        end as jalali_day
    from year_starts
    cross join lateral generate_series(1, year_starts.n_days) as day (day_of_year)

)

select
    date_on,
    jalali_year,
    (jalali_month - 1) / 3 + 1 as jalali_quarter,
    jalali_month,
    jalali_day,
    day_of_year as jalali_day_of_year,
    is_leap_year,
    jalali_year || '-' || lpad(jalali_month::text, 2, '0') as jalali_month_label,
    jalali_year || '-' || lpad(jalali_month::text, 2, '0') || '-' || lpad(jalali_day::text, 2, '0') as jalali_date_label
from days
