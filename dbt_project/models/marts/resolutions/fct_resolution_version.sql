with observations as (

    select
        *,
        {{ hash_id([
            'unit_name', 'unit_national_id', 'county', 'session_on', 'session_no', 'problem_text', 'resolution_text',
            "array_to_string(category_codes, ',')", 'amount_rial',
        ]) }} as content_hash
    from {{ ref('int_resolution_observations') }}
    where
        known_to is null
        and as_of_on <= {{ as_of() }}
        {{ only_touched('resolution_id', 'and') }}

),

compared as (

    select
        *,
        lag(content_hash) over (
            partition by resolution_id order by as_of_on, received_at, delivery_id
        ) as previous_hash
    from observations

),

changes as (

    select
        *,
        row_number() over in_order as version_no,
        lead(as_of_on) over in_order as next_on
    from compared
    where previous_hash is distinct from content_hash
    window in_order as (partition by resolution_id order by as_of_on, received_at, delivery_id)

)

select
    observation_id as resolution_version_id,
    resolution_id,
    province_id,
    version_no::integer as version_no,
    as_of_on as valid_from_on,
    greatest(next_on - 1, as_of_on) as valid_to_on,
    next_on is null as is_current,
    known_from,
    delivery_id,
    session_no,
    session_on as approved_on,
    unit_id,
    unit_name as unit_fa,
    unit_national_id,
    county as county_fa,
    category_codes,
    problem_text as problem_fa,
    resolution_text as resolution_fa,
    amount_rial
from changes
-- depends_on: {{ ref('int_touched_resolutions') }}
