{#- A share between 0 and 1 to six decimals, so that a percentage rounded to one is right; null, not zero, where there is nothing to divide by. -#}
{% macro share(numerator, denominator) -%}
    (({{ numerator }})::numeric / nullif({{ denominator }}, 0))::numeric(9, 6)
{%- endmacro %}

{#-
    The cases that rates count, with the flags of every rate on day `as_of`: resolutions once, and each agency's assignments once.
    The applicant's own duties block a resolution but are charged to no agency. A session after the day is not yet a case, and what
    the national headquarters decided is no case of a province's group.
    `only`: a relation of the resolution_ids to look at; none: all.
-#}
{% macro rate_cases(resolutions, assignments, banks, as_of, only=none) %}
    with resolutions as (

        select * from {{ resolutions }}
        where
            (session_on is null or session_on <= {{ as_of }})
            and level is distinct from 'national'
            {%- if only is not none %}
            and resolution_id in (select resolution_id from {{ only }})
            {%- endif %}

    ),

    assignments as (

        select * from {{ assignments }}
        where
            is_in_effect
            and role <> 'applicant'
            {%- if only is not none %}
            and resolution_id in (select resolution_id from {{ only }})
            {%- endif %}

    ),

    cases as (

        select
            'resolution' as grain,
            resolution_id as case_id,
            resolution_id,
            month_key,
            province_id,
            county,
            unit_id,
            session_id,
            category_code,
            null as ministry_id,
            null as agency_id,
            null::boolean as is_bank,
            session_on as approved_on,
            approved_year,
            approved_quarter,
            approved_month,
            status_code,
            in_gross,
            in_net,
            is_implemented,
            is_overdue_eligible,
            weight,
            is_weight_assumed,
            due_on,
            current_due_on,
            implemented_on,
            implemented_from_on,
            implemented_until_on,
            notified_on,
            is_rereferred,
            was_refused,
            was_referred_national,
            null::numeric as fraction,
            null::date as report_expected_on,
            null::date as first_reported_on,
            amount_rial
        from resolutions

        union all

        select
            'assignment' as grain,
            assignments.assignment_id as case_id,
            assignments.resolution_id,
            resolutions.month_key,
            resolutions.province_id,
            resolutions.county,
            resolutions.unit_id,
            resolutions.session_id,
            resolutions.category_code,
            assignments.ministry_id,
            assignments.agency_id,
            banks.agency_id is not null as is_bank,
            resolutions.session_on as approved_on,
            resolutions.approved_year,
            resolutions.approved_quarter,
            resolutions.approved_month,
            assignments.status_code,
            assignments.in_gross,
            assignments.in_net,
            assignments.is_implemented,
            assignments.is_overdue_eligible,
            case
                when assignments.is_implemented then 1
                when assignments.status_code = 'partial' then coalesce(assignments.progress_pct / 100, 0.5)
                else 0
            end::numeric(7, 4) as weight,
            assignments.status_code = 'partial' and assignments.progress_pct is null as is_weight_assumed,
            assignments.due_on,
            assignments.current_due_on,
            assignments.implemented_on,
            assignments.implemented_from_on,
            assignments.implemented_until_on,
            assignments.notified_on,
            resolutions.is_rereferred,
            assignments.was_refused,
            assignments.was_referred_national,
            1.0 / resolutions.n_agencies as fraction,
            coalesce(assignments.due_on, assignments.notified_on + 30) as report_expected_on,
            assignments.first_reported_on,
            resolutions.amount_rial
        from assignments
        inner join resolutions
            on assignments.resolution_id = resolutions.resolution_id
        left join {{ banks }} as banks
            on assignments.agency_id = banks.agency_id and banks.is_bank

    )

    select
        *,
        in_net and due_on <= {{ as_of }} as is_due,
        {{ timeliness('due_on') }} as timeliness,
        is_overdue_eligible and due_on < {{ as_of }} as is_overdue,
        in_net and current_due_on <= {{ as_of }} as is_due_currently,
        {{ timeliness('current_due_on') }} as current_timeliness,
        is_overdue_eligible and current_due_on < {{ as_of }} as is_overdue_currently,
        case when in_net and not is_implemented then {{ as_of }} - approved_on end as open_days,
        approved_on <= {{ as_of }} - 365 as is_mature,
        was_referred_national and status_code <> 'referred_national' as is_returned,
        in_gross and report_expected_on <= {{ as_of }} as is_report_due
    from cases
{% endmacro %}

{#- Which of the touched cases of a grain are due, and how they met it; for a mart of which a part is built. -#}
{% macro due_cases(grain) %}
    select
        case_id,
        is_due,
        timeliness,
        is_overdue
    from {{ ref('int_rate_cases') }}
    where
        grain = '{{ grain }}'
        {{ only_touched('resolution_id', 'and') }}
{% endmacro %}

{#- Against a due date: on_time and late where the days of implementation leave no doubt, else undetermined. -#}
{% macro timeliness(due_on) -%}
    case
        when not is_implemented or {{ due_on }} is null then null
        when implemented_until_on <= {{ due_on }} then 'on_time'
        when implemented_from_on > {{ due_on }} then 'late'
        else 'undetermined'
    end
{%- endmacro %}

{#- Every count behind a rate, by name: a condition on a case. All are sums, so those of longer periods and of the country add up. -#}
{% macro count_conditions() -%}
    {{ return({
        'n_gross': 'in_gross',
        'n_net': 'in_net',
        'n_excluded': 'in_gross and not in_net',
        'n_implemented': 'is_implemented',
        'n_open': 'in_net and not is_implemented',
        'n_unknown': "in_gross and status_code = 'unknown'",
        'n_weight_assumed': 'in_net and is_weight_assumed',
        'n_due': 'is_due',
        'n_on_time': "is_due and timeliness = 'on_time'",
        'n_on_time_undetermined': "is_due and timeliness = 'undetermined'",
        'n_late': "is_due and timeliness = 'late'",
        'n_due_currently': 'is_due_currently',
        'n_on_time_currently': "is_due_currently and current_timeliness = 'on_time'",
        'n_on_time_undetermined_currently': "is_due_currently and current_timeliness = 'undetermined'",
        'n_implemented_dated': 'is_implemented and implemented_on is not null and due_on is not null',
        'n_implemented_dated_on_time': 'is_implemented and implemented_on <= due_on',
        'n_implemented_undated': 'is_implemented and implemented_on is null',
        'n_overdue_base': 'is_overdue_eligible and due_on is not null',
        'n_overdue': 'is_overdue',
        'n_overdue_currently': 'is_overdue_currently',
        'n_no_deadline': 'in_net and due_on is null',
        'n_open_0_30_days': 'open_days <= 30',
        'n_open_31_60_days': 'open_days between 31 and 60',
        'n_open_61_90_days': 'open_days between 61 and 90',
        'n_open_91_180_days': 'open_days between 91 and 180',
        'n_open_181_365_days': 'open_days between 181 and 365',
        'n_open_over_365_days': 'open_days > 365',
        'n_mature': 'in_gross and is_mature',
        'n_mature_rereferred': 'in_gross and is_mature and is_rereferred',
        'n_rereferred': 'in_gross and is_rereferred',
        'n_escalated': 'in_gross and was_referred_national',
        'n_returned': 'in_gross and is_returned',
        'n_out_of_authority': "in_gross and status_code = 'out_of_authority'",
        'n_refused': 'in_gross and was_refused',
        'n_reports_due': 'is_report_due',
        'n_reports_on_time': 'is_report_due and first_reported_on <= report_expected_on',
        'n_reports_dated': 'is_report_due and first_reported_on is not null',
        'n_with_amount': 'in_gross and amount_rial is not null',
    }) }}
{%- endmacro %}

{#- Sums that are not counts, by name: an expression over a case. -#}
{% macro sum_expressions() -%}
    {{ return({
        'weighted_implemented': 'case when in_net then weight end',
        'fractional_resolutions': 'case when in_gross then fraction end',
        'amount_rial': 'case when in_gross then amount_rial end',
    }) }}
{%- endmacro %}

{% macro sum_type(name) -%}
    {{ return({
        'weighted_implemented': 'numeric(14, 4)', 'fractional_resolutions': 'numeric(18, 8)', 'amount_rial': 'numeric(24, 0)',
    }[name]) }}
{%- endmacro %}

{#-
    An aggregate of the cases that meet a condition. `once`: for grouping sets, a condition by the column grouped by, which only
    one of the cases of a resolution meets; without it every case counts.
-#}
{% macro aggregate_of(aggregate, condition, once=none) -%}
    {%- if once -%}
        case
        {%- for column, is_counted in once.items() %}
            when grouping({{ column }}) = 0 then {{ aggregate }} filter (where {{ condition }} and {{ is_counted }})
        {%- endfor %}
        end
    {%- else -%}
        {{ aggregate }} filter (where {{ condition }})
    {%- endif -%}
{%- endmacro %}

{#-
    The counts and sums of a group of cases. Amounts of money stay null where none is known. `amounts_once`: as `once` of
    aggregate_of, for amounts and the count of those that are known.
-#}
{% macro rate_counts(amounts_once=none) %}
    {%- for name, condition in count_conditions().items() %}
    {{ aggregate_of('count(*)', condition, amounts_once if name == 'n_with_amount') }} as {{ name }},
    {%- endfor %}
    {%- for name, expression in sum_expressions().items() %}
    {%- if name == 'amount_rial' %}
    ({{ aggregate_of('sum(' ~ expression ~ ')', 'in_gross', amounts_once) }})::{{ sum_type(name) }} as {{ name }}{{ ',' if not loop.last }}
    {%- else %}
    coalesce(sum({{ expression }}), 0)::{{ sum_type(name) }} as {{ name }}{{ ',' if not loop.last }}
    {%- endif %}
    {%- endfor %}
{%- endmacro %}

{#- The counts and sums of a group of cells, which hold counts and sums already. -#}
{% macro rate_sums() %}
    {%- for name in count_conditions() %}
    sum({{ name }})::bigint as {{ name }},
    {%- endfor %}
    {%- for name in sum_expressions() %}
    sum({{ name }})::{{ sum_type(name) }} as {{ name }}{{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#- The rates over the columns of rate_counts. -#}
{% macro rate_shares() %}
    {{ share('n_implemented', 'n_gross') }} as gross_rate,
    {{ share('n_implemented', 'n_net') }} as net_rate,
    {{ share('weighted_implemented', 'n_net') }} as weighted_rate,
    (case when n_on_time_undetermined = 0 then {{ share('n_on_time', 'n_due') }} end)::numeric(9, 6) as on_time_rate,
    {{ share('n_on_time', 'n_due') }} as on_time_rate_lower,
    {{ share('n_on_time + n_on_time_undetermined', 'n_due') }} as on_time_rate_upper,
    {{ share('n_on_time_undetermined', 'n_due') }} as on_time_undetermined_rate,
    {{ share('n_on_time_currently', 'n_due_currently') }} as on_time_current_rate_lower,
    {{ share('n_on_time_currently + n_on_time_undetermined_currently', 'n_due_currently') }} as on_time_current_rate_upper,
    {{ share('n_implemented_dated_on_time', 'n_implemented_dated') }} as implemented_on_time_rate,
    {{ share('n_implemented_undated', 'n_implemented') }} as undated_rate,
    {{ share('n_overdue', 'n_overdue_base') }} as overdue_rate,
    {{ share('n_overdue_currently', 'n_overdue_base') }} as overdue_current_rate,
    {{ share('n_no_deadline', 'n_net') }} as no_deadline_rate,
    {{ share('n_mature_rereferred', 'n_mature') }} as rereferral_rate,
    {{ share('n_rereferred', 'n_gross') }} as rereferral_rate_provisional,
    {{ share('n_escalated', 'n_gross') }} as escalation_rate,
    {{ share('n_out_of_authority', 'n_gross') }} as out_of_authority_rate,
    {{ share('n_returned', 'n_escalated') }} as national_return_rate,
    {{ share('n_refused', 'n_gross') }} as refusal_rate,
    (case when n_reports_dated > 0 then {{ share('n_reports_on_time', 'n_reports_due') }} end)::numeric(9, 6) as report_rate,
    {{ share('n_unknown', 'n_gross') }} as unknown_rate
{%- endmacro %}

{#-
    Cells: the counts of one province and month of approval, by what they count and whom. Rates of every period and of the
    country are sums of cells. An agency has the whole amount of each of its resolutions; a ministry and the banks have it once,
    however many of their agencies share the resolution. So amounts of agencies, and of ministries, do not add up to the province's.
-#}
{% macro rate_cells(cases) %}
    select
        month_key,
        'resolution' as grain,
        case
            when grouping(county) = 0 then 'county'
            when grouping(category_code) = 0 then 'category'
            else 'province'
        end as subject,
        province_id,
        county,
        category_code,
        null as ministry_id,
        null as agency_id,
        approved_year,
        approved_quarter,
        approved_month,
        {{ rate_counts() }}
    from {{ cases }}
    where grain = 'resolution'
    group by
        month_key, province_id, approved_year, approved_quarter, approved_month,
        grouping sets ((), (county), (category_code))

    union all

    select
        month_key,
        'assignment' as grain,
        case
            when grouping(agency_id) = 0 then 'agency'
            when grouping(ministry_id) = 0 then 'ministry'
            else 'banks'
        end as subject,
        province_id,
        null as county,
        null as category_code,
        ministry_id,
        agency_id,
        approved_year,
        approved_quarter,
        approved_month,
        {{ rate_counts({
            'agency_id': 'true',
            'ministry_id': 'is_first_of_ministry',
            'is_bank': 'is_first_of_banks',
        }) }}
    from (
        select
            *,
            row_number() over (partition by resolution_id, in_gross, ministry_id order by case_id) = 1 as is_first_of_ministry,
            row_number() over (partition by resolution_id, in_gross, is_bank order by case_id) = 1 as is_first_of_banks
        from {{ cases }}
        where grain = 'assignment'
    ) as assignments
    group by
        month_key, province_id, approved_year, approved_quarter, approved_month,
        grouping sets ((ministry_id), (agency_id), (is_bank))
    having grouping(is_bank) = 1 or is_bank
{% endmacro %}

{#- The Solar-Hijri period of approval of a row of `period_grouping_sets`: its type and its year, quarter and month. -#}
{% macro period_columns() -%}
    case
        when grouping(approved_month) = 0 then 'month'
        when grouping(approved_quarter) = 0 then 'quarter'
        when grouping(approved_year) = 0 then 'year'
        else 'all'
    end as period_type,
    approved_year as jalali_year,
    approved_quarter as jalali_quarter,
    approved_month as jalali_month
{%- endmacro %}

{#- All time, and every Solar-Hijri year, quarter and month of approval. -#}
{% macro period_grouping_sets() -%}
    grouping sets (
        (), (approved_year), (approved_year, approved_quarter), (approved_year, approved_quarter, approved_month)
    )
{%- endmacro %}

{#- The columns by which a mart names a period, of a table or CTE that has them. -#}
{% macro named_period(periods) -%}
    {%- for column in ['period_type', 'period_label', 'jalali_year', 'jalali_quarter', 'jalali_month'] -%}
        {{ periods }}.{{ column }}
        {%- if not loop.last %},
        {% endif -%}
    {%- endfor -%}
{%- endmacro %}

{#- Whether the rows of two tables are of one period. -#}
{% macro same_period(one, other) -%}
    {{ one }}.period_type = {{ other }}.period_type
        and coalesce({{ one }}.jalali_year, 0) = coalesce({{ other }}.jalali_year, 0)
        and coalesce({{ one }}.jalali_quarter, 0) = coalesce({{ other }}.jalali_quarter, 0)
        and coalesce({{ one }}.jalali_month, 0) = coalesce({{ other }}.jalali_month, 0)
{%- endmacro %}

{#- The rates over all time of each member (agency or ministry), counted by assignments, with its shares of all. -#}
{% macro member_rates(subject) -%}
    select
        *,
        {{ rate_shares() }},
        {{ share('n_gross', 'sum(n_gross) over ()') }} as assignment_share,
        {{ share('fractional_resolutions', 'sum(fractional_resolutions) over ()') }} as fractional_share
    from (
        select
            {{ subject }}_id,
            count(distinct province_id) filter (where n_gross > 0) as n_provinces,
            {{ rate_sums() }}
        from {{ ref('int_rate_cells') }}
        where subject = '{{ subject }}'
        group by {{ subject }}_id
    ) as counts
{%- endmacro %}

{#-
    The rates of every dimension member and period from the cells, named and ranked. `periods`, `provinces`, `ministries`,
    `agencies` and `categories` are relations with the columns of int_periods and of the dimensions. `is_comparable`: a
    condition; a row that does not meet it gets no rank.
-#}
{% macro rates_of_cells(cells, as_of, periods, provinces, ministries, agencies, categories, is_comparable='true') %}
    with sums as (

        select
            grain,
            subject,
            grouping(province_id) = 0 as is_of_a_province,
            province_id,
            county,
            category_code,
            ministry_id,
            agency_id,
            {{ period_columns() }},
            {{ rate_sums() }}
        from {{ cells }}
        group by
            grain, subject, county, category_code, ministry_id, agency_id,
            grouping sets ((), (province_id)),
            {{ period_grouping_sets() }}

    ),

    placed as (

        select
            sums.*,
            case
                when sums.subject = 'province' and not sums.is_of_a_province then 'national'
                when sums.subject in ('province', 'county') or not sums.is_of_a_province then sums.subject
                else 'province_' || sums.subject
            end as dimension,
            periods.period_id,
            periods.period_label,
            periods.starts_on as period_starts_on,
            periods.ends_on as period_ends_on,
            periods.is_current_period,
            periods.is_last_complete_period
        from sums
        inner join {{ periods }} as periods
            on {{ same_period('sums', 'periods') }}
        where sums.is_of_a_province or sums.subject <> 'county'

    ),

    rates as (

        select
            *,
            {{ rate_shares() }},
            case
                when subject in ('ministry', 'agency')
                    then {{ share('n_gross', 'sum(n_gross) over compared') }}
            end::numeric(9, 6) as assignment_share,
            case
                when subject in ('ministry', 'agency')
                    then {{ share('fractional_resolutions', 'sum(fractional_resolutions) over compared') }}
            end::numeric(9, 6) as fractional_share,
            n_net < {{ var('small_n') }} as is_small
        from placed
        window compared as (partition by dimension, period_id, case when is_of_a_province then province_id end)

    ),

    ranked as (

        select
            *,
            case
                when
                    subject <> 'banks' and dimension <> 'national'
                    and not is_small and unknown_rate <= {{ var('unknown_share_limit') }} and {{ is_comparable }}
                    then
                        rank() over (
                            partition by
                                dimension, period_id, is_small, unknown_rate <= {{ var('unknown_share_limit') }},
                                case when dimension like 'province\_%' or dimension = 'county' then province_id end
                            order by net_rate desc
                        )
            end::integer as net_rank
        from rates

    ),

    named as (

        select
            ranked.*,
            case
                when ranked.dimension = 'national' then 'IR'
                when ranked.subject = 'banks' then 'BANKS'
                when ranked.subject = 'agency' then ranked.agency_id
                when ranked.subject = 'ministry' then ranked.ministry_id
                when ranked.subject = 'category' then coalesce(ranked.category_code, '-')
                when ranked.subject = 'county' then coalesce(ranked.county, '-')
                else coalesce(ranked.province_id, '-')
            end as member_id,
            case
                when ranked.dimension = 'national' then 'کل کشور'
                when ranked.subject = 'banks' then 'بانک‌ها'
                when ranked.subject = 'agency' then agencies.name_fa
                when ranked.subject = 'ministry' then ministries.name_fa
                when ranked.subject = 'category' then coalesce(categories.name_fa, 'نامشخص')
                when ranked.subject = 'county' then coalesce(ranked.county, 'نامشخص')
                else coalesce(provinces.name_fa, 'نامشخص')
            end as member_name_fa,
            case
                when ranked.dimension = 'national' then 'Iran'
                when ranked.subject = 'banks' then 'Banks'
                when ranked.subject = 'ministry' then ministries.name_en
                when ranked.subject = 'category' then categories.name_en
                when ranked.subject = 'province' then provinces.name_en
            end as member_name_en,
            provinces.name_fa as province_fa
        from ranked
        left join {{ provinces }} as provinces
            on ranked.province_id = provinces.province_id
        left join {{ ministries }} as ministries
            on ranked.ministry_id = ministries.ministry_id
        left join {{ agencies }} as agencies
            on ranked.agency_id = agencies.agency_id
        left join {{ categories }} as categories
            on ranked.category_code = categories.category_code

    )

    select
        {{ hash_id(['dimension', 'member_id', 'province_id', 'period_id']) }} as rate_id,
        grain,
        dimension,
        member_id,
        member_name_fa,
        member_name_en,
        province_id,
        province_fa,
        county,
        category_code,
        ministry_id,
        agency_id,
        period_type,
        period_label,
        jalali_year,
        jalali_quarter,
        jalali_month,
        period_starts_on,
        period_ends_on,
        is_current_period,
        is_last_complete_period,
        {{ as_of }} as as_of_on,
        {% for name in count_conditions() -%}
        {{ name }},
        {% endfor -%}
        {% for name in sum_expressions() -%}
        {{ name }},
        {% endfor -%}
        {% for name in rate_names() -%}
        {{ name }},
        {% endfor -%}
        assignment_share,
        fractional_share,
        is_small,
        net_rank
    from named
{% endmacro %}

{#-
    The rates of every unit, province in which its resolutions were taken, and period of approval, from the relation or CTE `cases`;
    `periods` is a relation with the columns of int_periods. Nothing in it changes with the day but through the cases.
-#}
{% macro unit_rates(cases, periods) %}
    with counts as (

        select
            unit_id,
            province_id,
            {{ period_columns() }},
            {{ rate_counts() }}
        from {{ cases }}
        where grain = 'resolution' and unit_id is not null
        group by
            unit_id, province_id,
            {{ period_grouping_sets() }}

    ),

    rates as (

        select
            counts.*,
            periods.period_id,
            periods.period_label,
            {{ rate_shares() }},
            n_net < {{ var('small_n') }} as is_small
        from counts
        inner join {{ periods }} as periods
            on {{ same_period('counts', 'periods') }}

    )

    select
        {{ hash_id(['unit_id', 'province_id', 'period_id']) }} as unit_rate_id,
        unit_id,
        province_id,
        period_type,
        period_label,
        jalali_year,
        jalali_quarter,
        jalali_month,
        {% for name in counts_of_resolutions() -%}
        {{ name }}::integer as {{ name }},
        {% endfor -%}
        weighted_implemented,
        amount_rial,
        {{ rates_of_resolutions() | join(',\n        ') }},
        is_small
    from rates
{% endmacro %}

{#- The names of the counts and rates that resolutions have; those of reports are of assignments. -#}
{% macro counts_of_resolutions() -%}
    {{ return(
        count_conditions().keys() | reject('in', ['n_reports_due', 'n_reports_on_time', 'n_reports_dated']) | list
    ) }}
{%- endmacro %}

{% macro rates_of_resolutions() -%}
    {{ return(rate_names() | reject('equalto', 'report_rate') | list) }}
{%- endmacro %}

{#- The names of the rates, as in rate_shares. -#}
{% macro rate_names() -%}
    {{ return([
        'gross_rate', 'net_rate', 'weighted_rate', 'on_time_rate', 'on_time_rate_lower', 'on_time_rate_upper',
        'on_time_undetermined_rate', 'on_time_current_rate_lower', 'on_time_current_rate_upper', 'implemented_on_time_rate',
        'undated_rate', 'overdue_rate', 'overdue_current_rate', 'no_deadline_rate', 'rereferral_rate',
        'rereferral_rate_provisional', 'escalation_rate', 'out_of_authority_rate', 'national_return_rate', 'refusal_rate',
        'report_rate', 'unknown_rate',
    ]) }}
{%- endmacro %}

{#- Every Solar-Hijri month, quarter and year of the calendar, and all time up to the day `as_of`. -#}
{% macro periods(calendar, as_of) %}
    with bounded as (

        select
            'month' as period_type,
            jalali_month_label as period_label,
            jalali_year,
            min(jalali_quarter) as jalali_quarter,
            min(jalali_month) as jalali_month,
            min(date_on) as starts_on,
            max(date_on) as ends_on
        from {{ calendar }}
        group by jalali_month_label, jalali_year

        union all

        select
            'quarter' as period_type,
            jalali_year || '-Q' || jalali_quarter as period_label,
            jalali_year,
            jalali_quarter,
            null as jalali_month,
            min(date_on) as starts_on,
            max(date_on) as ends_on
        from {{ calendar }}
        group by jalali_year, jalali_quarter

        union all

        select
            'year' as period_type,
            jalali_year::text as period_label,
            jalali_year,
            null as jalali_quarter,
            null as jalali_month,
            min(date_on) as starts_on,
            max(date_on) as ends_on
        from {{ calendar }}
        group by jalali_year

    ),

    placed as (

        select
            *,
            {{ as_of }} between starts_on and ends_on as is_current_period,
            coalesce(
                starts_on = max(starts_on) filter (where ends_on <= {{ as_of }}) over (partition by period_type), false
            ) as is_last_complete_period
        from bounded

        union all

        select
            'all' as period_type,
            'all' as period_label,
            null as jalali_year,
            null as jalali_quarter,
            null as jalali_month,
            null as starts_on,
            null as ends_on,
            true as is_current_period,
            true as is_last_complete_period

    )

    select
        period_type || ':' || period_label as period_id,
        period_type,
        period_label,
        jalali_year,
        jalali_quarter,
        jalali_month,
        starts_on,
        ends_on,
        is_current_period,
        is_last_complete_period
    from placed
{% endmacro %}
