{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_touched('int_touched_units', 'unit_id') }}",
    indexes=[{'columns': ['unit_id'], 'unique': true}, {'columns': ['province_id', 'core_name']}],
) }}
{#-
    What of a unit's name tells it from others: without the words for company, factory, cooperative and their kind, and without spaces;
    and the trigrams of that. Used to propose matches, never to merge.
-#}
with units as (

    select * from {{ ref('int_units') }}
    where
        unit_name is not null
        and province_id is not null
        {%- if is_incremental() %}
        and unit_id in (select touched.unit_id from {{ ref('int_touched_units') }} as touched)
        {%- endif %}

),

folded as (

    -- chr(1) stands between the words: folding drops spaces and signs.
    select
        unit_id,
        province_id,
        unit_name,
        unit_national_id,
        {{ fold_county('county') }} as county_folded,
        {{ fold_text("regexp_replace(unit_name, E'[[:space:]\\u00A0\\u200C()«»،,.\\\\-–_/]+', chr(1), 'g')") }} as folded_words
    from units

),

words as (

    select
        folded.unit_id,
        word.word_position,
        word.folded_word
    from folded
    cross join
        string_to_table(folded.folded_words, chr(1))
        with ordinality as word (folded_word, word_position)

),

generic_words as materialized (

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

),

named as (

    select
        folded.unit_id,
        folded.province_id,
        folded.unit_name,
        folded.unit_national_id,
        folded.county_folded,
        replace(folded.folded_words, chr(1), '') as folded_name,
        coalesce(cores.core_name, replace(folded.folded_words, chr(1), '')) as core_name
    from folded
    left join cores
        on folded.unit_id = cores.unit_id

)

select
    named.*,
    {{ trigrams('named.core_name') }} as trigrams
from named
-- depends_on: {{ ref('int_touched_units') }}
