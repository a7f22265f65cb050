{{ config(materialized='view') }}
{{ rate_cases(ref('int_resolution_state'), ref('int_assignment_state'), ref('int_agencies'), as_of()) }}
