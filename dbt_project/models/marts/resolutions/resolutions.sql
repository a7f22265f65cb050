with resolutions as (

    select * from {{ ref('int_resolution_state') }}

),

facts as (

    select * from {{ ref('fct_resolution') }}

),

assignments as (

    select
        fct.resolution_id,
        string_agg(coalesce(fct.agency_written, dim.name_fa), '، ' order by fct.agency_position, fct.assignment_id)
            as agencies_fa,
        array_agg(fct.agency_id order by fct.agency_position, fct.assignment_id) as agency_ids,
        array_agg(distinct fct.ministry_id order by fct.ministry_id) as ministry_ids
    from {{ ref('fct_resolution_assignment') }} as fct
    inner join {{ ref('dim_agency') }} as dim
        on fct.agency_id = dim.agency_id
    where fct.is_in_effect
    group by fct.resolution_id

),

provinces as (

    select * from {{ ref('dim_province') }}

),

statuses as (

    select * from {{ ref('dim_status') }}

),

categories as (

    select * from {{ ref('dim_problem_category') }}

),

calendar as (

    select * from {{ ref('dim_date') }}

),

lines as (

    select
        line_id,
        document_id,
        line_no,
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
    resolutions.session_id,
    resolutions.session_no,
    resolutions.resolution_no,
    facts.approved_on,
    approved.jalali_date_label as approved_on_jalali,
    approved.jalali_year as approved_jalali_year,
    approved.jalali_quarter as approved_jalali_quarter,
    approved.jalali_month as approved_jalali_month,
    approved.jalali_month_label as approved_jalali_month_label,
    resolutions.unit_id,
    resolutions.unit_name as unit_fa,
    resolutions.unit_national_id,
    resolutions.county as county_fa,
    facts.category_code,
    categories.name_fa as category_fa,
    resolutions.category_codes,
    resolutions.problem_text as problem_fa,
    resolutions.resolution_text as resolution_fa,
    assignments.agencies_fa,
    assignments.agency_ids,
    assignments.ministry_ids,
    facts.status_code,
    statuses.name_fa as status_fa,
    statuses.name_en as status_en,
    statuses.status_group,
    facts.notified_on,
    facts.due_on,
    due.jalali_date_label as due_on_jalali,
    facts.current_due_on,
    resolutions.due_source,
    facts.implemented_on,
    facts.implemented_from_on,
    facts.implemented_until_on,
    facts.is_in_gross,
    facts.is_in_net,
    facts.is_implemented,
    facts.is_due,
    facts.timeliness,
    facts.is_overdue,
    facts.n_assignments,
    facts.n_reopened,
    facts.n_due_changes,
    resolutions.n_follow_ups::integer as n_follow_ups,
    resolutions.n_issues::integer as n_issues,
    facts.amount_rial,
    resolutions.notes as notes_fa,
    facts.first_seen_on,
    facts.last_seen_on,
    facts.is_vanished,
    resolutions.is_hidden,
    resolutions.source_id,
    documents.file_name,
    lines.sheet,
    lines.row_no,
    facts.document_id,
    facts.line_no
from resolutions
inner join facts
    on resolutions.resolution_id = facts.resolution_id
inner join statuses
    on facts.status_code = statuses.status_code
left join assignments
    on resolutions.resolution_id = assignments.resolution_id
left join provinces
    on resolutions.province_id = provinces.province_id
left join categories
    on facts.category_code = categories.category_code
left join calendar as approved
    on facts.approved_on = approved.date_on
left join calendar as due
    on facts.due_on = due.date_on
left join lines
    on
        facts.document_id = lines.document_id
        and facts.line_no = lines.line_no
left join documents
    on facts.document_id = documents.document_id
