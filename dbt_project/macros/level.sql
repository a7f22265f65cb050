{#-
    The body whose resolutions a heading, a sheet's name or a session's cell tells of: 'national' for the national headquarters
    («مصوبات ستاد ملی», «جلسه ۱۲ ستاد تسهیل و رفع موانع تولید کشور»), 'province' for the province's group, null where it names
    neither, both, or what is sent to the headquarters («ارجاع به ستاد ملی»), which is a status.
-#}
{% macro level_told(text) -%}
    {%- set headquarters = 'ستاد(?:ملی|مرکزی|کشوری?|تسهیل(?:امور)?(?:ورفعموانع(?:تولید)?)?(?:کشوری?|ملی))' -%}
    {%- set tens = '(?:(?:بیست|سی|چهل|پنجاه|شصت|هفتاد|هشتاد|نود|صد)و)?' -%}
    {%- set ordinal = tens ~ '(?:یکم|اول|دوم|سوم|چهارم|پنجم|ششم|هفتم|هشتم|نهم|دهم|یازدهم|دوازدهم|سیزدهم|چهاردهم|پانزدهم|شانزدهم|هفدهم|هجدهم|نوزدهم|بیستم|سیام|چهلم)(?:ین)?' -%}
    {%- set between = '(?:های|شماره|مورخ|در|اخیر|ابلاغی|جلسات|جلسه|نشست|[0-9]|' ~ ordinal ~ ')*' -%}
    {%- set led = '(?:مصوبات|مصوبه|تصمیمات|صورتجلسات|صورتجلسه|جلسات|جلسه|نشست)' ~ between ~ headquarters -%}
    {%- set alone = '^' ~ between ~ headquarters ~ '(?:تسهیل|ورفعموانع|تولید|کشور|' ~ between ~ ')*$' -%}
    {%- set folded = fold_text(text) -%}
    case
        when {{ text }} is null or {{ text }} !~ 'ستاد|کارگروه|استانی' then null
        when
            {{ folded }} ~ '{{ led }}|{{ alone }}'
            and regexp_replace({{ folded }}, '{{ headquarters }}', '') !~ 'کارگروه|استانی(?!زد)|ارجاع|ارسال|انعکاس|منعکس|پیشنهاد|احاله|طرحدر'
            then 'national'
        when {{ folded }} !~ '{{ headquarters }}' and {{ folded }} ~ 'کارگروه|استانی(?!زد)|ستادتسهیل.*استان' then 'province'
    end
{%- endmacro %}

{#- The level that a cell under «سطح» or «مرجع تصویب» states; null where it states none. -#}
{% macro level_written(cell) -%}
    case
        when {{ cell }} is null then null
        when {{ fold_text(cell) }} in ('ملی', 'کشوری', 'کشور', 'سطحملی', 'سطحکشور', 'سطحکشوری') then 'national'
        when {{ fold_text(cell) }} in ('استان', 'استانی', 'سطحاستان', 'شهرستان', 'شهرستانی', 'سطحشهرستان') then 'province'
        else {{ level_told(cell) }}
    end
{%- endmacro %}

{#-
    The level of each line of `lines`: what stands nearest to it speaks: its own cell of levels, its session's cell, the words before
    the first colon of its text («مصوبه ستاد ملی: …»), the divider above it, the sheet's name, a title above it; else the
    province's. `ignored` are the rows without a record, headings among them.
-#}
{% macro leveled(lines, ignored) %}
    with told as (

        select
            document_id,
            sheet,
            row_no,
            ignore_reason,
            {{ level_told('text') }} as level
        from {{ ignored }}
        where
            ignore_reason in ('title', 'divider')
            and document_id in (select read.document_id from {{ lines }} as read)

    ),

    told_of_headquarters as (

        select *
        from told
        where document_id in (select other.document_id from told as other where other.level = 'national')

    )

    select
        lines.*,
        coalesce(
            {{ level_written("lines.written_otherwise ->> 'level'") }},
            {{ level_told("lines.written_otherwise ->> 'session_no'") }},
            case
                when strpos(left(lines.resolution_text, 80), ':') > 0
                    then {{ level_told("split_part(lines.resolution_text, ':', 1)") }}
            end,
            (
                select divider.level
                from told_of_headquarters as divider
                where
                    divider.ignore_reason = 'divider'
                    and divider.document_id = lines.document_id
                    and divider.sheet = lines.sheet
                    and divider.row_no < lines.row_no
                order by divider.row_no desc
                limit 1
            ),
            {{ level_told('lines.sheet') }},
            (
                select title.level
                from told_of_headquarters as title
                where
                    title.ignore_reason = 'title'
                    and title.level is not null
                    and title.document_id = lines.document_id
                    and title.sheet = lines.sheet
                    and title.row_no < lines.row_no
                order by title.row_no desc
                limit 1
            ),
            'province'
        ) as level
    from {{ lines }} as lines
{% endmacro %}
