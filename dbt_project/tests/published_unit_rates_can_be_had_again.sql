-- What is published of units is what the history gives for the day of the last publication: of some units of touched resolutions,
-- and of some others, each day other ones.
{%- set columns = columns_of('unit_rates') %}
with publication as (

    select as_of_on
    from {{ published('publications') }}
    order by published_at desc
    limit 1

),

touched_units as (

    select unit_id
    from {{ ref('int_touched_unit_rates') }}
    order by md5(unit_id || {{ as_of() }})
    limit 50

),

other_units as (

    select unit_id
    from {{ published('dim_unit') }}
    order by md5(unit_id || {{ as_of() }})
    limit 50

),

units as (

    select unit_id from touched_units
    union
    select unit_id from other_units

),

told as (

    select distinct events.resolution_id
    from {{ published('fct_status_event') }} as events
    where events.unit_id in (select units.unit_id from units)

),

observations as (

    {{ published_observations('told') }}

),

computed as (

    {{ unit_rates_as_of('observations', '(select publication.as_of_on from publication)', "timestamptz 'infinity'") }}

),

again as (

    select {{ columns }}
    from computed
    where unit_id in (select units.unit_id from units)

),

standing as (

    select {{ columns }}
    from {{ published('unit_rates') }}
    where unit_id in (select units.unit_id from units)

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

select unit_rate_id from lost
union all
select unit_rate_id from invented
