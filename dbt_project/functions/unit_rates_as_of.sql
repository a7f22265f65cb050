{{ history_of_a_unit(unit_rates_as_of) }}
-- depends_on: {{ ref('publications') }}
