declare
    first_on date := (select min(days.date_on) from {{ published('dim_date') }} as days);
    last_on date := (select max(told.as_of_on) from {{ published('publications') }} as told);
begin
    if day not between first_on and last_on then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%s: no figures of %s', asked, day),
            hint = format('Days are Gregorian: ask for one from %s to %s, the newest published one.', first_on, last_on);
    end if;
    return true;
end
-- depends_on: {{ ref('publications') }}
