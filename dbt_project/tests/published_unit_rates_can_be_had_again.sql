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

    {{ drawn(ref('int_touched_unit_rates'), 'unit_id', 50) }}

),

other_units as (

    {{ drawn(published('dim_unit'), 'unit_id', 50) }}

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

differing as (

    {{ rows_of_one_only('standing', 'again') }}

)

select unit_rate_id from differing
