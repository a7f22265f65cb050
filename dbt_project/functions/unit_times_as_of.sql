{{ history_of_a_unit(unit_times_as_of) }}
-- depends_on: {{ ref('publications') }}
