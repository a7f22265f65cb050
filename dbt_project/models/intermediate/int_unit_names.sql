{#-
    What of a unit's name tells it from others: without the words for company, factory, cooperative and their kind, and without spaces.
    Used to propose matches, never to merge.
-#}
with units as (

    select * from {{ ref('int_units') }}

),

words as (

    select
        units.unit_id,
        word.word_position,
        {{ fold_text('word.word') }} as folded_word
    from units
    cross join
        regexp_split_to_table(replace(units.unit_name, E'\u200c', ' '), '[[:space:]()«»،,.\-–_/]+')
        with ordinality as word (word, word_position)
    where units.unit_name is not null

),

generic_words as (

    select {{ fold_text('word') }} as folded_word
    from {{ ref('company_words') }}

),

cores as (

    select
        words.unit_id,
        string_agg(words.folded_word, '' order by words.word_position) as core_name
    from words
    left join generic_words
        on words.folded_word = generic_words.folded_word
    where generic_words.folded_word is null and words.folded_word <> ''
    group by words.unit_id

)

select
    units.unit_id,
    units.province_id,
    units.unit_name,
    units.unit_national_id,
    {{ fold_county('units.county') }} as county_folded,
    {{ fold_text('units.unit_name') }} as folded_name,
    coalesce(cores.core_name, {{ fold_text('units.unit_name') }}) as core_name
from units
left join cores
    on units.unit_id = cores.unit_id
where units.unit_name is not null and units.province_id is not null
