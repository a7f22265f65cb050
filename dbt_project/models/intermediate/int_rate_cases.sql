{#- The cases that this run computes anew: all, or those of the cells, units and sessions that are touched. -#}
{%- set is_part = computes_touched_cases_only() -%}
{%- if is_part -%}
with looked_at as (

    select resolutions.resolution_id
    from {{ ref('int_resolution_state') }} as resolutions
    inner join {{ ref('int_touched_cells') }} as touched
        on resolutions.month_key = touched.month_key

    union

    select resolutions.resolution_id
    from {{ ref('int_resolution_state') }} as resolutions
    inner join {{ ref('int_touched_unit_rates') }} as touched
        on resolutions.unit_id = touched.unit_id

    union

    select resolutions.resolution_id
    from {{ ref('int_resolution_state') }} as resolutions
    inner join {{ ref('int_touched_sessions') }} as touched
        on resolutions.session_id = touched.session_id

),

cases as (

    {{ rate_cases(ref('int_resolution_state'), ref('int_assignment_state'), ref('int_agencies'), as_of(), 'looked_at') }}

)

select * from cases
{%- else -%}
{{ rate_cases(ref('int_resolution_state'), ref('int_assignment_state'), ref('int_agencies'), as_of()) }}
{%- endif %}
-- depends_on: {{ ref('int_touched_cells') }} {{ ref('int_touched_unit_rates') }} {{ ref('int_touched_sessions') }}
