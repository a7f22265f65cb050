with times as (

    {{ times_of_cells(ref('int_day_cells'), as_of(), ref('int_periods')) }}

)

select * from times
