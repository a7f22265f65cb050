{#- The known agencies and one row for every body that is not among them. -#}
with agencies as (

    select * from {{ ref('agencies') }}

)

select
    agency_id,
    name_fa,
    ministry_id,
    agency_type,
    level as agency_level,
    agency_type = 'bank' as is_bank,
    is_generic or agency_type = 'generic' as is_generic,
    agency_type = 'applicant' as is_applicant,
    confidence as ministry_confidence,
    valid_from as valid_from_on,
    valid_to as valid_to_on,
    successor_agency_id
from agencies

union all

select
    'UNKNOWN' as agency_id,
    'دستگاه نامشخص' as name_fa,
    'UNK' as ministry_id,
    'unknown' as agency_type,
    null as agency_level,
    false as is_bank,
    true as is_generic,
    false as is_applicant,
    null as ministry_confidence,
    null as valid_from_on,
    null as valid_to_on,
    null as successor_agency_id
