{{ config(indexes=[{'columns': ['time_id'], 'unique': true}]) }}
{#-
    The rows of followup_times that may look different from what is published. To be computed anew (is_told): those whose cells changed,
    in which a deadline passes, or whose survival the day changes; the others show another day. Before the first publication: none,
    for all rows are computed then.

    As the day goes on, open cases grow older. Survival to its median is the same as long as each of them is older than that; and a
    median that is not reached stays so.
-#}
{%- if is_published_before() and has_columns_of(graph.nodes['model.' ~ project_name ~ '.followup_times']) %}
{%- set since = since_publication('state') %}
with publication as (

    {{ last_publication() }}

),

everything as (

    select
        coalesce((select bool_or(is_everything) from {{ ref('int_touched_day_cells') }}), false)
        or {{ as_of() }} < (select as_of_on from publication) as is_told

),

standing as (

    select
        *,
        greatest(survival_days_median_lower, survival_days_median_upper) as longest_median
    from {{ published_by_name('followup_times') }}

),

looked_at as (

    select
        grain,
        province_id,
        county,
        category_code,
        ministry_id,
        agency_id,
        approved_year,
        approved_quarter,
        approved_month,
        true as is_told,
        null::date as open_since_on
    from {{ ref('int_touched_day_cells') }}
    where not is_everything

    union all

    select
        grain,
        province_id,
        county,
        category_code,
        ministry_id,
        agency_id,
        approved_year,
        approved_quarter,
        approved_month,
        coalesce(due_on >= {{ since.from_on }} and due_on < {{ since.until_on }}, false)
        or (select is_told from everything) as is_told,
        case when in_net and not is_implemented then approved_on end as open_since_on
    from {{ ref('int_day_cells') }}
    where
        (select is_told from everything)
        {%- if since.passes_days %}
        or (due_on >= {{ since.from_on }} and due_on < {{ since.until_on }})
        or (
            in_net
            and not is_implemented
            and approved_on > {{ since.from_on }} - (select max(longest_median) from standing)
        )
        {%- endif %}

),

placed as (

    select
        {{ member_keys() }},
        approved_year,
        approved_quarter,
        approved_month,
        is_told,
        open_since_on
    from looked_at

),

members as (
    {%- for of_provinces in [true, false] %}

    select
        {{ member_columns(of_provinces) }},
        {{ period_no_of_sets() }} as period_no,
        bool_or(is_told) as is_told,
        max(open_since_on) as open_since_on
    from placed
    group by
        {{ member_sets(of_provinces) }},
        {{ period_grouping_sets() }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

rows_looked_at as (

    select
        {{ hash_id(['members.dimension', 'members.province_id', 'members.member_id', 'periods.period_id']) }} as time_id,
        members.dimension,
        members.province_id,
        members.member_id,
        members.period_no,
        members.is_told,
        members.open_since_on
    from members
    inner join {{ ref('int_periods') }} as periods
        on members.period_no = {{ period_no('periods') }}
    where members.member_id is not null

),

touched as (

    select
        rows_looked_at.time_id,
        rows_looked_at.dimension,
        rows_looked_at.province_id,
        rows_looked_at.member_id,
        rows_looked_at.period_no,
        true as is_told
    from rows_looked_at
    left join standing
        on rows_looked_at.time_id = standing.time_id
    where
        rows_looked_at.is_told
        or rows_looked_at.open_since_on > {{ since.from_on }} - standing.longest_median

    union all

    select
        standing.time_id,
        standing.dimension,
        standing.province_id,
        standing.member_id,
        {{ period_no('periods') }} as period_no,
        everything.is_told
    from standing
    cross join everything
    inner join {{ ref('int_periods') }} as periods
        on standing.period_type = periods.period_type and standing.period_label = periods.period_label
    where
        everything.is_told
        {%- if since.passes_days %}
        or standing.n_overdue > 0
        or standing.is_last_complete_period is distinct from periods.is_last_complete_period
        {%- endif %}

)

select
    time_id,
    dimension,
    province_id,
    member_id,
    period_no,
    bool_or(is_told) as is_told
from touched
group by time_id, dimension, province_id, member_id, period_no
{%- else %}
select
    null::text as time_id,
    null::text as dimension,
    null::text as province_id,
    null::text as member_id,
    null::integer as period_no,
    null::boolean as is_told
where false
{%- endif %}
-- depends_on: {{ ref('int_touched_day_cells') }} {{ ref('int_day_cells') }} {{ ref('int_periods') }}
