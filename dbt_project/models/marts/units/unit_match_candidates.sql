{#-
    Pairs of units of one province that may be one and the same, for a person to decide; nothing is merged by this table. Two different
    national ids are two units.

    Names are alike where they share at least 0.6 of their trigrams. Of n trigrams then at least 0.6 n are common, so that one of any
    n - 0.6 n + 1 is: the rarest of so many lead to every name that can be alike. The rarest common one stands so early among those of
    both names that it and the more frequent ones can be all that they must have in common. A trigram of more than 200 names of a
    province is not followed: names that have no rarer ones are proposed only where nothing but the words for company differs.
-#}
{%- set least_percent = 60 -%}
{%- set least_similarity = least_percent / 100 -%}
{%- set is_part = is_part_only(model) -%}
with looked_at as (

    select
        unit_id,
        province_id,
        core_name,
        unit_national_id
    from {{ ref('int_unit_names') }}
    {{ only_touched('unit_id') }}

),

carried as (

    select
        trigrams.province_id,
        trigrams.trigram,
        count(*) as n_units
    from {{ ref('int_unit_trigrams') }} as trigrams
    where trigrams.province_id in (select looked_at.province_id from looked_at)
    group by trigrams.province_id, trigrams.trigram

),

ranked as (

    select
        trigrams.province_id,
        trigrams.trigram,
        trigrams.unit_id,
        trigrams.n_trigrams,
        carried.n_units,
        trigrams.n_trigrams + 1
        - row_number() over (partition by trigrams.unit_id order by carried.n_units, trigrams.trigram) as n_from_here
    from {{ ref('int_unit_trigrams') }} as trigrams
    inner join looked_at
        on trigrams.unit_id = looked_at.unit_id
    inner join carried
        on
            trigrams.province_id = carried.province_id
            and trigrams.trigram = carried.trigram

),

followed as materialized (

    select * from ranked
    where
        100 * n_from_here >= {{ least_percent }} * n_trigrams
        and n_units <= 200

),

sharing as (

    select
        least(followed.unit_id, other.unit_id) as unit_id_a,
        greatest(followed.unit_id, other.unit_id) as unit_id_b
    from followed
    inner join {{ ref('int_unit_trigrams') if is_part else 'followed' }} as other
        on
            followed.province_id = other.province_id
            and followed.trigram = other.trigram
            and followed.unit_id {{ '<>' if is_part else '<' }} other.unit_id
            and {{ 100 + least_percent }} * followed.n_from_here
            >= {{ least_percent }} * (followed.n_trigrams + other.n_trigrams)
            and {{ 100 + least_percent }} * other.{{ 'n_trigrams' if is_part else 'n_from_here' }}
            >= {{ least_percent }} * (followed.n_trigrams + other.n_trigrams)

),

same_cores as (

    select
        least(looked_at.unit_id, names.unit_id) as unit_id_a,
        greatest(looked_at.unit_id, names.unit_id) as unit_id_b
    from looked_at
    inner join {{ ref('int_unit_names') }} as names
        on
            looked_at.province_id = names.province_id
            and looked_at.core_name = names.core_name
            and looked_at.unit_id <> names.unit_id

),

pairs as (

    select * from sharing
    union
    select * from same_cores

),

compared as (

    select
        pairs.unit_id_a,
        pairs.unit_id_b,
        one.province_id,
        one.unit_name as name_a,
        other.unit_name as name_b,
        one.unit_national_id as national_id_a,
        other.unit_national_id as national_id_b,
        one.folded_name = other.folded_name as has_same_name,
        one.core_name = other.core_name as has_same_core,
        coalesce(one.county_folded, '') = coalesce(other.county_folded, '') as has_same_county,
        {{ trigram_similarity('one.trigrams', 'other.trigrams') }} as similarity
    from pairs
    inner join {{ ref('int_unit_names') }} as one
        on pairs.unit_id_a = one.unit_id
    inner join {{ ref('int_unit_names') }} as other
        on pairs.unit_id_b = other.unit_id
    where one.unit_national_id is null or other.unit_national_id is null

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
where has_same_core or similarity >= {{ least_similarity }}
-- depends_on: {{ ref('int_touched_names') }}
