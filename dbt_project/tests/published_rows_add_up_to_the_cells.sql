-- The marts of which a night writes only a part say together what the cells count: in the provinces that the night touched, and
-- in those whose turn it is, each once in seven days shown. So a row that was changed, lost or added since it was published is
-- found within a week, though nothing touches it. Where all is built anew, every province is looked at. Sums only: what was
-- written over in a text is found where all is built anew.
{%- set is_looked_at -%}
    (
        province_id = any(array(select looked_at.province_id from looked_at))
        or (province_id is null and exists (select 1 from looked_at where looked_at.province_id = '-'))
    )
{%- endset -%}
{%- set flags = {
    'n_gross': 'is_in_gross', 'n_net': 'is_in_net', 'n_implemented': 'is_implemented', 'n_overdue': 'is_overdue',
} %}
with provinces as (

    select
        province_id,
        province_id::integer as place
    from {{ published('dim_province') }}

    union all

    select
        '-' as province_id,
        count(*) as place
    from {{ published('dim_province') }}

),

looked_at as (

    select province_id
    from provinces
    {%- if builds_on_a_publication() %}
    where
        place % 7 = ({{ as_of() }} - date '1970-01-01') % 7
        or province_id in (
            select split_part(touched.month_key, ':', 1)
            from {{ ref('int_touched_cells') }} as touched
            where touched.is_told
        )
    {%- endif %}

),

cells as (

    select
        {% for name in flags -%}
        sum({{ name }}) as {{ name }},
        {% endfor -%}
        province_id,
        grain
    from {{ ref('int_rate_cells') }}
    where subject in ('province', 'ministry') and {{ is_looked_at }}
    group by province_id, grain

),

publication as (

    select as_of_on
    from {{ published('publications') }}
    order by published_at desc
    limit 1

),

decided as (

    select
        facts.*,
        grains.grain
    from {{ published('fct_resolution') }} as facts
    cross join unnest(array['resolution', 'unit', 'session']) as grains (grain)
    where
        facts.is_in_rates
        and {{ is_looked_at }}
        and (grains.grain <> 'unit' or facts.unit_id is not null)
        and (grains.grain <> 'session' or facts.session_id is not null)

),

facts as (

    select
        {% for name, flag in flags.items() -%}
        count(*) filter (where {{ flag }}) as {{ name }},
        {% endfor -%}
        province_id,
        grain
    from decided
    group by province_id, grain

),

told as (

    select
        'fct_resolution' as mart,
        *
    from facts
    where grain = 'resolution'
    {%- for mart, grain, condition in [
        ('fct_resolution_assignment', 'assignment', 'is_in_rates'),
        ('resolutions', 'resolution', "level = 'province' and (approved_on is null or approved_on <= publication.as_of_on)"),
    ] %}

    union all

    select
        '{{ mart }}' as mart,
        {% for name, flag in flags.items() -%}
        count(*) filter (where told_there.{{ flag }}) as {{ name }},
        {% endfor -%}
        told_there.province_id,
        '{{ grain }}' as grain
    from {{ published(mart) }} as told_there
    cross join publication
    where {{ condition }} and {{ is_looked_at }}
    group by told_there.province_id
    {%- endfor %}
    {%- for mart, grain, condition in [('unit_rates', 'unit', "period_type = 'all'"), ('fct_session', 'session', 'true')] %}

    union all

    select
        '{{ mart }}' as mart,
        {% for name in flags -%}
        sum({{ name }}) as {{ name }},
        {% endfor -%}
        province_id,
        '{{ grain }}' as grain
    from {{ published(mart) }}
    where {{ condition }} and {{ is_looked_at }}
    group by province_id
    {%- endfor %}

),

counts as (

    select * from cells
    union all
    select * from facts
    where grain <> 'resolution'

),

counted as (

    select
        marts.mart,
        counts.*
    from counts
    inner join (
        values
        ('fct_resolution', 'resolution'), ('resolutions', 'resolution'), ('fct_resolution_assignment', 'assignment'),
        ('unit_rates', 'unit'), ('fct_session', 'session')
    ) as marts (mart, grain)
        on counts.grain = marts.grain

)

select
    coalesce(told.mart, counted.mart) as mart,
    coalesce(told.province_id, counted.province_id) as province_id
from told
full outer join counted
    on told.mart = counted.mart and coalesce(told.province_id, '-') = coalesce(counted.province_id, '-')
where
    told.n_gross is distinct from counted.n_gross
    or told.n_net is distinct from counted.n_net
    or told.n_implemented is distinct from counted.n_implemented
    or told.n_overdue is distinct from counted.n_overdue
-- depends_on: {{ ref('int_touched_cells') }}
