-- The spans of an agency do not overlap and leave no day out.
with spans as (

    select
        agency_id,
        valid_from_on,
        valid_to_on,
        lead(valid_from_on) over (partition by agency_id order by valid_from_on) as next_from_on
    from {{ ref('int_agency_ministries') }}

)

select
    agency_id,
    valid_from_on
from spans
where coalesce(next_from_on, date '9999-12-31' + 1) <> valid_to_on + 1
