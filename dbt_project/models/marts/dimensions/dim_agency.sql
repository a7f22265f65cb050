select
    agency_id,
    name_fa,
    ministry_id,
    agency_type,
    agency_level,
    is_bank,
    is_generic,
    is_applicant,
    ministry_confidence,
    valid_from_on,
    valid_to_on,
    successor_agency_id
from {{ ref('int_agencies') }}
