{#-
    What was published, for ever: a row of followup_rates is written again only where one of its figures changed, and the earlier one
    ends. The rates of any publication are the rows whose span covers it.
-#}
{%- set kept_columns = [
    'grain', 'dimension', 'member_id', 'member_name_fa', 'province_id', 'period_type', 'period_label',
] + count_conditions().keys() | list + sum_expressions().keys() | list + rate_names() + [
    'assignment_share', 'fractional_share', 'is_small', 'net_rank',
] -%}
with now_built as (

    select
        rate_id,
        {{ kept_columns | join(',\n        ') }}
    from {{ ref('followup_rates') }}

),

standing as (
    {% if is_standing(this) %}
    select {{ standing_columns() }}
    from {{ this }}
    where superseded_at is null
    {% else %}
    select
        null::text as snapshot_id,
        now_built.*,
        null::date as as_of_on,
        null::text as published_in,
        null::timestamptz as run_started_at,
        null::text as superseded_in,
        null::timestamptz as superseded_at
    from now_built
    where false
    {% endif %}
),

begun as (

    select
        {{ hash_id(['now_built.rate_id', "'" ~ invocation_id ~ "'"]) }} as snapshot_id,
        now_built.*,
        {{ as_of() }} as as_of_on,
        '{{ invocation_id }}' as published_in,
        {{ this_run() }} as run_started_at,
        null::text as superseded_in,
        null::timestamptz as superseded_at
    from now_built
    left join standing
        on now_built.rate_id = standing.rate_id
    where
        standing.rate_id is null
        or (
            now_built.{{ kept_columns | join(',\n            now_built.') }}
        ) is distinct from (
            standing.{{ kept_columns | join(',\n            standing.') }}
        )

),

ended as (

    select
        standing.snapshot_id,
        standing.rate_id,
        {% for column in kept_columns -%}
        standing.{{ column }},
        {% endfor -%}
        standing.as_of_on,
        standing.published_in,
        standing.run_started_at,
        '{{ invocation_id }}' as superseded_in,
        {{ this_run() }} as superseded_at
    from standing
    left join now_built
        on standing.rate_id = now_built.rate_id
    left join begun
        on standing.rate_id = begun.rate_id
    where now_built.rate_id is null or begun.rate_id is not null

)

select * from begun
union all
select * from ended
