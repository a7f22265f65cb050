{{ config(materialized='durable_view') }}
{#- Each delivery beside the one before it that told of the same resolution, or of the same agency's part in it. -#}
{%- set wording = [
    'session_no', 'approved_on', 'unit_fa', 'unit_national_id', 'county_fa', 'category_codes', 'problem_fa', 'resolution_fa',
    'amount_rial',
] -%}
{%- set duties = ['status_code', 'progress_pct', 'notified_on', 'due_on', 'implemented_on', 'reported_on'] -%}
with versions as (

    select * from {{ published('fct_resolution_version') }}

),

events as (

    select * from {{ published('fct_status_event') }}
    where known_to is null

),

newest as (

    select
        province_id,
        max(as_of_on) as as_of_on
    from events
    group by province_id

),

told as (

    select
        resolution_version_id as told_id,
        resolution_id,
        null as agency_id,
        province_id,
        delivery_id,
        valid_from_on as as_of_on,
        version_no = 1 as is_new,
        resolution_fa,
        to_jsonb(({{ wording | join(', ') }})) as fields,
        lag(to_jsonb(({{ wording | join(', ') }}))) over (partition by resolution_id order by version_no) as fields_before
    from versions

    union all

    select
        status_event_id as told_id,
        resolution_id,
        agency_id,
        province_id,
        delivery_id,
        as_of_on,
        false as is_new,
        null as resolution_fa,
        to_jsonb(({{ duties | join(', ') }})) as fields,
        lag(to_jsonb(({{ duties | join(', ') }}))) over (
            partition by resolution_id, assignment_id order by as_of_on, received_at, delivery_id
        ) as fields_before
    from events

),

names as (

    -- What the parts of a row value are called in its JSON.
    select
        name.is_wording,
        'f' || name.place as part,
        name.changed_field
    from (
        values
        {%- for is_wording, columns in [('true', wording), ('false', duties)] %}
        {%- set last = loop.last %}
        {%- for column in columns %}
        ({{ is_wording }}, {{ loop.index }}, '{{ column }}'){{ ',' if not (last and loop.last) }}
        {%- endfor %}
        {%- endfor %}
    ) as name (is_wording, place, changed_field)

),

changes as (

    select
        told.*,
        names.changed_field,
        told.fields_before ->> names.part as value_before,
        told.fields ->> names.part as value_after
    from told
    inner join names
        on (told.agency_id is null) = names.is_wording
    where
        told.fields_before is not null
        and told.fields -> names.part is distinct from told.fields_before -> names.part

    union all

    select
        told.*,
        'resolution' as changed_field,
        null as value_before,
        resolution_fa as value_after
    from told
    where is_new

)

select
    {{ hash_id(['changes.told_id', 'changes.changed_field']) }} as change_id,
    changes.resolution_id,
    changes.agency_id,
    changes.province_id,
    changes.delivery_id,
    changes.as_of_on,
    changes.changed_field,
    changes.value_before,
    changes.value_after,
    changes.as_of_on = newest.as_of_on as is_of_last_delivery
from changes
inner join newest
    on coalesce(changes.province_id, '-') = coalesce(newest.province_id, '-')
where {{ is_visible('changes.province_id') }}
-- depends_on: {{ ref('publications') }}
