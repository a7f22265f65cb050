with categories as (

    select
        code as category_code,
        name_fa,
        name_en
    from {{ ref('problem_categories') }}

),

rates as (

    {{ rates_of_cells(
        ref('int_rate_cells'), as_of(), ref('int_periods'), ref('provinces'), ref('ministries'), ref('int_agencies'),
        'categories'
    ) }}

)

select * from rates
