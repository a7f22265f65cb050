"""Solar-Hijri schedules for Airflow: a cron timetable, partition mappers and windows, working days of Iran.

`cron`, `clock` and `workdays` are pure; `solar_hijri` and `partitions` are what Airflow loads, through `plugin`.
"""
