{#- The workbooks of which `known` (a table of ours; none: no table yet) has no row, or rows of another reading. -#}
{% macro new_workbooks(known=none) %}
    select
        documents.document_id,
        documents.received_at,
        documents.loaded_at
    from {{ ref('stg_documents') }} as documents
    where
        documents.document_kind = 'workbook'
        and documents.outcome = 'loaded'
        {%- if known is not none %}
        and not exists (
            select 1
            from {{ known }} as known
            where known.document_id = documents.document_id and known.loaded_at = documents.loaded_at
        )
        {%- endif %}
{% endmacro %}

{#- The deliveries of which `known` (a table of ours; none: no table yet) has no row, or rows of what was known of them before. -#}
{% macro new_deliveries(known=none) %}
    select * from {{ ref('int_deliveries') }} as deliveries
    {%- if known is not none %}
    where
        not exists (
            select 1
            from {{ known }} as known
            where known.delivery_id = deliveries.delivery_id and known.known_from = deliveries.known_from
        )
    {%- endif %}
{% endmacro %}

{#-
    Two tables of keys, keys_by_id (by written_id) and keys_by_name (by said_id), for those of `lines` that are known by their text: what
    like lines were given first. `known`: a relation of the lines that have their keys already; none: there is none yet.
-#}
{% macro keys_given(lines, known=none) %}
    pool as (

        -- The new lines by text and, where they stand already, those of the same name or the same id.
        select
            said_id,
            written_id,
            text_key,
            null as known_key,
            false as is_joined,
            received_at,
            document_id,
            line_no
        from {{ lines }} as hashed
        where said_id is not null or written_id is not null
        {%- if known is not none %}

        union all

        select
            known.said_id,
            known.written_id,
            known.resolution_key as text_key,
            known.resolution_key as known_key,
            coalesce(known.written_id <> known.resolution_id, false) as is_joined,
            '-infinity'::timestamptz as received_at,
            known.document_id,
            known.line_no
        from {{ known }} as known
        where
            known.line_id in (
                select same_name.line_id
                from {{ known }} as same_name
                where same_name.said_id in (select hashed.said_id from {{ lines }} as hashed)
                union
                select same_id.line_id
                from {{ known }} as same_id
                where same_id.written_id in (select hashed.written_id from {{ lines }} as hashed)
            )
        {%- endif %}

    ),

    mixed as (

        select said_id
        from pool
        where said_id is not null
        group by said_id
        having bool_or(written_id is null) and bool_or(written_id is not null)

    ),

    mixed_ids as (

        select written_id
        from pool
        where written_id is not null and (is_joined or said_id in (select mixed.said_id from mixed))

    ),

    decisive as (

        select
            *,
            row_number() over (order by received_at, document_id, line_no) as seq
        from pool
        where said_id in (select mixed.said_id from mixed) or written_id in (select mixed_ids.written_id from mixed_ids)

    ),

    first_by_name as (

        select distinct on (said_id)
            said_id,
            seq,
            text_key,
            known_key
        from decisive
        where written_id is null
        order by said_id, seq

    ),

    first_by_id as (

        select distinct on (written_id)
            written_id,
            said_id,
            seq,
            text_key,
            known_key
        from decisive
        where written_id is not null
        order by written_id, seq

    ),

    ids_of_a_name as (

        select
            said_id,
            written_id,
            min(seq) as seq
        from decisive
        where said_id is not null and written_id is not null
        group by said_id, written_id

    ),

    keys_by_id as (

        select
            first_by_id.written_id,
            coalesce(
                first_by_id.known_key,
                case
                    when
                        not exists (
                            select 1
                            from ids_of_a_name as other
                            where
                                other.said_id = first_by_id.said_id
                                and other.written_id <> first_by_id.written_id
                                and other.seq < first_by_id.seq
                        )
                        then coalesce(first_by_name.known_key, first_by_name.text_key)
                end,
                first_by_id.text_key
            ) as resolution_key
        from first_by_id
        left join first_by_name
            on first_by_id.said_id = first_by_name.said_id and first_by_id.seq > first_by_name.seq

    ),

    keys_of_one_id as (

        select
            first_by_name.said_id,
            min(keys_by_id.resolution_key) as resolution_key
        from first_by_name
        inner join ids_of_a_name
            on first_by_name.said_id = ids_of_a_name.said_id and first_by_name.seq > ids_of_a_name.seq
        inner join keys_by_id
            on ids_of_a_name.written_id = keys_by_id.written_id
        group by first_by_name.said_id
        having count(*) = 1

    ),

    keys_by_name as (

        select
            first_by_name.said_id,
            coalesce(first_by_name.known_key, keys_of_one_id.resolution_key, first_by_name.text_key) as resolution_key
        from first_by_name
        left join keys_of_one_id
            on first_by_name.said_id = keys_of_one_id.said_id

    )
{%- endmacro %}

{#-
    A table of keys, corrected_keys (by stated_key): a corrected row (audit.line_successions) has the key of the row that it corrects, and
    so has every one of `lines` that states what a corrected row states. `known`: as in keys_given.
-#}
{% macro keys_corrected(lines, known=none) %}
    corrected as (

        select
            stated.stated_key,
            successions.of_document_id,
            successions.of_sheet,
            successions.of_row_no,
            successions.of_part
        from {{ ref('stg_line_successions') }} as successions
        inner join {{ lines }} as stated
            on {{ same_row('successions', 'stated') }}

    ),

    first_stated as (

        select
            corrected.stated_key,
            stated.stated_key as resolution_key
        from corrected
        inner join {{ lines }} as stated
            on {{ same_row('corrected', 'stated', 'of_') }}
        {%- if known is not none %}

        union all

        select
            corrected.stated_key,
            known.resolution_key
        from corrected
        inner join {{ known }} as known
            on {{ same_row('corrected', 'known', 'of_') }}

        union all

        select
            stated.stated_key,
            known.resolution_key
        from {{ lines }} as stated
        inner join {{ known }} as known
            on {{ hash_id(['stated.stated_key']) }} = known.stated_id
        where known.stated_id <> known.resolution_id
        {%- endif %}

    ),

    corrected_keys as (

        -- What two resolutions were corrected to is left a third.
        select
            stated_key,
            min(resolution_key) as resolution_key
        from first_stated
        group by stated_key
        having count(distinct resolution_key) = 1

    )
{%- endmacro %}

{#- Whether a row of `one`, whose columns of a place have a prefix, tells of the row of a workbook that `other` is. -#}
{% macro same_row(one, other, prefix='') -%}
    {{ one }}.{{ prefix }}document_id = {{ other }}.document_id
            and {{ one }}.{{ prefix }}sheet = {{ other }}.sheet
            and {{ one }}.{{ prefix }}row_no = {{ other }}.row_no
            and {{ one }}.{{ prefix }}part is not distinct from {{ other }}.part
{%- endmacro %}
