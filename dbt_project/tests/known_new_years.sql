{{ config(meta={'rules': ['year_end']}) }}
-- Days whose Solar-Hijri date is known from printed calendars: new years, the last days of leap and common years.
with known (jalali_date_label, date_on) as (

    values
    ('1380-01-01', date '2001-03-21'),
    ('1388-01-01', date '2009-03-21'),
    ('1391-12-30', date '2013-03-20'),
    ('1392-01-01', date '2013-03-21'),
    ('1395-12-30', date '2017-03-20'),
    ('1396-01-01', date '2017-03-21'),
    ('1399-12-30', date '2021-03-20'),
    ('1400-01-01', date '2021-03-21'),
    ('1402-12-29', date '2024-03-19'),
    ('1403-01-01', date '2024-03-20'),
    ('1403-12-30', date '2025-03-20'),
    ('1404-01-01', date '2025-03-21'),
    ('1404-03-10', date '2025-05-31'),
    ('1404-12-29', date '2026-03-20'),
    ('1405-01-01', date '2026-03-21'),
    ('1408-12-30', date '2030-03-20'),
    ('1409-01-01', date '2030-03-21')

)

select known.jalali_date_label
from known
left join {{ ref('int_calendar') }} as calendar
    on known.date_on = calendar.date_on
where calendar.jalali_date_label is distinct from known.jalali_date_label
