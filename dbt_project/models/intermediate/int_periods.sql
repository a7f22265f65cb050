{#- Every month, quarter and year of the calendar, and all time up to the day shown. -#}
{{ periods(ref('int_calendar'), as_of()) }}
