{#-
    Pairs of units of one province that may be one and the same, for a person to decide; nothing is merged by this table.
    Pairs are looked for among names that begin or end alike, so that the work grows with the units, not with their square.
-#}
with names as (

    select * from {{ ref('int_unit_names') }}

),

blocks as (

    select
        unit_id,
        province_id,
        'begins ' || left(core_name, 4) as block
    from names

    union

    select
        unit_id,
        province_id,
        'ends ' || right(core_name, 4) as block
    from names

),

crowds as (

    select
        province_id,
        block
    from blocks
    group by province_id, block
    having count(*) > 200

),

pairs as (

    select distinct
        one.unit_id as unit_id_a,
        other.unit_id as unit_id_b
    from blocks as one
    inner join blocks as other
        on
            one.province_id = other.province_id
            and one.block = other.block
            and one.unit_id < other.unit_id
    left join crowds
        on
            one.province_id = crowds.province_id
            and one.block = crowds.block
    where crowds.block is null

),

same_cores as (

    select
        one.unit_id as unit_id_a,
        other.unit_id as unit_id_b
    from names as one
    inner join names as other
        on
            one.province_id = other.province_id
            and one.core_name = other.core_name
            and one.unit_id < other.unit_id

),

all_pairs as (

    select * from pairs
    union
    select * from same_cores

),

compared as (

    select
        all_pairs.unit_id_a,
        all_pairs.unit_id_b,
        one.province_id,
        one.unit_name as name_a,
        other.unit_name as name_b,
        one.unit_national_id as national_id_a,
        other.unit_national_id as national_id_b,
        one.folded_name = other.folded_name as has_same_name,
        one.core_name = other.core_name as has_same_core,
        coalesce(one.county_folded, '') = coalesce(other.county_folded, '') as has_same_county,
        {{ trigram_similarity('one.core_name', 'other.core_name') }} as similarity
    from all_pairs
    inner join names as one
        on all_pairs.unit_id_a = one.unit_id
    inner join names as other
        on all_pairs.unit_id_b = other.unit_id

)

select
    {{ hash_id(['unit_id_a', 'unit_id_b']) }} as candidate_id,
    unit_id_a,
    unit_id_b,
    province_id,
    name_a as name_a_fa,
    name_b as name_b_fa,
    national_id_a,
    national_id_b,
    case
        when has_same_name and has_same_county then 'same_name_one_without_national_id'
        when has_same_name then 'same_name_other_county'
        when has_same_core then 'same_without_company_words'
        else 'similar_name'
    end as reason,
    similarity
from compared
where
    (has_same_core or similarity >= 0.6)
    and (national_id_a is null or national_id_b is null)
