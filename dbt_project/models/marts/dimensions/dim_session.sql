with resolutions as (

    select * from {{ ref('int_resolution_state') }}
    where
        session_id is not null
        {{ only_touched('session_id', 'and') }}

)

select
    session_id,
    min(province_id) as province_id,
    min(session_no) as session_no,
    min(session_on) as held_on,
    count(distinct session_on) > 1 as has_several_days,
    min(approved_year) as jalali_year,
    min(first_seen_on) as first_seen_on,
    max(last_seen_on) as last_seen_on
from resolutions
group by session_id
-- depends_on: {{ ref('int_touched_sessions') }}
