-- What is published is what the history gives for the day of the last publication, row by row.
with publication as (

    select as_of_on
    from {{ published('publications') }}
    order by published_at desc
    limit 1

),

again as (

    select {{ columns_of('followup_rates') }}
    from {{ function('followup_rates_as_of') }}((select publication.as_of_on from publication))

),

standing as (

    select {{ columns_of('followup_rates') }}
    from {{ published('followup_rates') }}

),

lost as (

    select * from standing
    except
    select * from again

),

invented as (

    select * from again
    except
    select * from standing

)

select rate_id from lost
union all
select rate_id from invented
