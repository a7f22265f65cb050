{#-
    Figures that someone stated, never counted here: in an article, or computed in a sheet. The province of an article is known
    where it names one only, and the speaker where it quotes one named person only: one whose name a verb of saying follows within the
    sentence. `said_at` is the figure's place in the article's text and sentence_no the sentence that it stands in, from 0.
-#}
{%- set end_of_sentence = '[.!?؟](?=\\s|$)|\\n' -%}
{%- set says = 'گفت|افزود|اظهار|بیان|تصریح|تأکید|تاکید|خاطرنشان|خاطر نشان|عنوان کرد|خبر داد|اعلام کرد|یادآور|ادامه داد|متذکر' -%}
with articles as (

    select * from {{ ref('int_articles') }}

),

facts as (

    select facts_read.*
    from {{ ref('stg_news_facts') }} as facts_read
    inner join articles
        on facts_read.document_id = articles.document_id

),

provinces as (

    select
        document_id,
        case when count(distinct attributes ->> 'province_id') = 1 then min(attributes ->> 'province_id') end as province_id
    from facts
    where fact_kind = 'province'
    group by document_id

),

quoted as (

    select distinct
        facts.document_id,
        facts.attributes ->> 'name' as speaker,
        facts.attributes ->> 'role' as speaker_role
    from facts
    inner join articles
        on facts.document_id = articles.document_id
    where
        facts.fact_kind = 'person'
        and substr(articles.body, facts.end_offset + 1, 120) ~ '^[^.!?؟\n]*({{ says }})'

),

speakers as (

    select
        document_id,
        min(speaker) as speaker,
        min(speaker_role) as speaker_role
    from quoted
    group by document_id
    having count(*) = 1

),

events as (

    select
        document_id,
        event_label,
        min(attributes ->> 'type') as event_type
    from facts
    where fact_kind = 'event'
    group by document_id, event_label

),

in_press as (

    select
        facts.fact_id as figure_id,
        'press' as origin,
        facts.document_id,
        facts.source_id,
        provinces.province_id,
        (articles.published_at at time zone 'Asia/Tehran')::date as stated_on,
        facts.event_label,
        events.event_type,
        facts.attributes ->> 'measure' as measure,
        (facts.attributes ->> 'value')::numeric(18, 4) as value,
        coalesce(facts.attributes ->> 'statistic', 'exact') as statistic,
        facts.attributes ->> 'sector' as sector,
        facts.attributes ->> 'ministry_id' as ministry_id,
        null as agency_id,
        null as label,
        facts.quote,
        btrim(
            regexp_replace(left(articles.body, facts.start_offset), '^.*({{ end_of_sentence }})', '')
            || facts.quote
            || (regexp_match(substr(articles.body, facts.end_offset + 1), '^.*?(?:{{ end_of_sentence }}|$)'))[1],
            e' \t\r\n'
        ) as sentence,
        speakers.speaker,
        speakers.speaker_role,
        facts.start_offset as said_at,
        regexp_count(left(articles.body, facts.start_offset), '[.!?؟](\s|$)|\n') as sentence_no,
        null as sheet,
        null::integer as row_no
    from facts
    inner join articles
        on facts.document_id = articles.document_id
    left join provinces
        on facts.document_id = provinces.document_id
    left join speakers
        on facts.document_id = speakers.document_id
    left join events
        on
            facts.document_id = events.document_id
            and facts.event_label = events.event_label
    where facts.fact_kind = 'count'

),

deliveries as (

    select * from {{ ref('int_deliveries') }}
    where outcome = 'loaded'

),

agencies as (

    select agency_id
    from {{ ref('int_agencies') }}

),

sources as (

    -- a row of sums seldom names its province: it is the one of which the workbook tells
    select
        source_id,
        province_id
    from {{ ref('int_sources') }}

),

in_sheets as (

    select
        aggregates.line_id as figure_id,
        'workbook' as origin,
        aggregates.document_id,
        aggregates.source_id,
        coalesce(aggregates.province_id, sources.province_id) as province_id,
        deliveries.as_of_on as stated_on,
        null as event_label,
        null as event_type,
        case aggregates.measure
            when 'resolutions' then 'resolutions_adopted'
            when 'implemented' then 'resolutions_implemented'
            when 'in_progress' then 'resolutions_in_progress'
            when 'not_implemented' then 'resolutions_not_implemented'
            when 'percent' then 'resolutions_implemented'
        end as measure,
        aggregates.value,
        case when aggregates.measure = 'percent' then 'percent' else 'exact' end as statistic,
        null as sector,
        null as ministry_id,
        agencies.agency_id,
        aggregates.label,
        null as quote,
        null as sentence,
        null as speaker,
        null as speaker_role,
        null::integer as said_at,
        null::integer as sentence_no,
        aggregates.sheet,
        aggregates.row_no
    from {{ ref('stg_aggregate_rows') }} as aggregates
    inner join deliveries
        on aggregates.document_id = deliveries.delivery_id
    left join agencies
        on aggregates.agency_id = agencies.agency_id
    left join sources
        on aggregates.source_id = sources.source_id

)

select * from in_press
union all
select * from in_sheets
