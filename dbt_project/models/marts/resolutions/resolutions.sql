with resolutions as (

    select * from {{ ref('int_resolution_state') }}
    {{ only_touched('resolution_id') }}

),

cases as (

    {{ due_cases('resolution') }}

),

assignments as (

    select
        state.resolution_id,
        string_agg(
            coalesce(state.agency_name_written, agencies.name_fa), '، ' order by state.agency_position, state.assignment_id
        ) as agencies_fa,
        array_agg(state.agency_id order by state.agency_position, state.assignment_id) as agency_ids,
        array_agg(distinct state.ministry_id order by state.ministry_id) as ministry_ids
    from {{ ref('int_assignment_state') }} as state
    inner join {{ ref('int_agencies') }} as agencies
        on state.agency_id = agencies.agency_id
    where
        state.is_in_effect
        {{ only_touched('state.resolution_id', 'and') }}
    group by state.resolution_id

),

provinces as (

    select * from {{ ref('provinces') }}

),

statuses as (

    select * from {{ ref('statuses') }}

),

categories as (

    select * from {{ ref('problem_categories') }}

),

calendar as (

    select * from {{ ref('int_calendar') }}

),

lines as (

    select
        line_id,
        sheet,
        row_no
    from {{ ref('int_resolution_lines') }}

),

documents as (

    select
        document_id,
        file_name
    from {{ ref('stg_documents') }}

)

select
    resolutions.resolution_id,
    resolutions.province_id,
    provinces.name_fa as province_fa,
    provinces.name_en as province_en,
    resolutions.level,
    resolutions.session_id,
    resolutions.session_no,
    resolutions.resolution_no,
    resolutions.session_on as approved_on,
    approved.jalali_date_label as approved_on_jalali,
    approved.jalali_year as approved_jalali_year,
    approved.jalali_quarter as approved_jalali_quarter,
    approved.jalali_month as approved_jalali_month,
    approved.jalali_month_label as approved_jalali_month_label,
    resolutions.unit_id,
    resolutions.unit_name as unit_fa,
    resolutions.unit_national_id,
    resolutions.county as county_fa,
    resolutions.category_code,
    categories.name_fa as category_fa,
    resolutions.category_codes,
    resolutions.problem_text as problem_fa,
    resolutions.resolution_text as resolution_fa,
    assignments.agencies_fa,
    assignments.agency_ids,
    assignments.ministry_ids,
    resolutions.status_code,
    statuses.name_fa as status_fa,
    statuses.name_en as status_en,
    statuses.status_group,
    resolutions.notified_on,
    resolutions.due_on,
    due.jalali_date_label as due_on_jalali,
    resolutions.current_due_on,
    resolutions.due_source,
    resolutions.implemented_on,
    resolutions.implemented_from_on,
    resolutions.implemented_until_on,
    resolutions.in_gross as is_in_gross,
    resolutions.in_net as is_in_net,
    resolutions.is_implemented,
    coalesce(cases.is_due, false) as is_due,
    cases.timeliness,
    coalesce(cases.is_overdue, false) as is_overdue,
    resolutions.n_assignments::integer as n_assignments,
    resolutions.n_reopened::integer as n_reopened,
    resolutions.n_due_changes::integer as n_due_changes,
    resolutions.n_follow_ups::integer as n_follow_ups,
    resolutions.n_issues::integer as n_issues,
    resolutions.amount_rial,
    resolutions.notes as notes_fa,
    resolutions.first_seen_on,
    resolutions.last_seen_on,
    resolutions.is_vanished,
    resolutions.is_hidden,
    resolutions.source_id,
    documents.file_name,
    lines.sheet,
    lines.row_no,
    resolutions.content_document_id as document_id,
    resolutions.first_line_no as line_no
from resolutions
inner join statuses
    on resolutions.status_code = statuses.status_code
left join cases
    on resolutions.resolution_id = cases.case_id
left join assignments
    on resolutions.resolution_id = assignments.resolution_id
left join provinces
    on resolutions.province_id = provinces.province_id
left join categories
    on resolutions.category_code = categories.code
left join calendar as approved
    on resolutions.session_on = approved.date_on
left join calendar as due
    on resolutions.due_on = due.date_on
-- one key: two columns that belong together are taken for independent, and a whole document is read for each line
left join lines
    on resolutions.content_document_id || ':' || resolutions.first_line_no = lines.line_id
left join documents
    on resolutions.content_document_id = documents.document_id
-- depends_on: {{ ref('int_touched_resolutions') }}
