{#-
    Each event that an article reports, once for each province of the article; a full date is a day, a date without a year
    is none. A figure belongs to the event that its article gives it to.
-#}
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

    select distinct
        document_id,
        attributes ->> 'province_id' as province_id
    from facts
    where fact_kind = 'province'

),

figures as (

    select
        document_id,
        event_label,
        array_agg(distinct concat(attributes ->> 'measure', '=', attributes ->> 'value')) as figures
    from facts
    where fact_kind = 'count' and event_label is not null and attributes ->> 'sector' is null
    group by document_id, event_label

),

events as (

    select
        document_id,
        fact_id,
        event_label,
        attributes ->> 'type' as event_type,
        case
            when attributes ->> 'date' ~ '^\d{4}-\d{2}-\d{2}$' then (attributes ->> 'date')::date
        end as event_on,
        attributes ->> 'date' as date_written,
        attributes ->> 'date_precision' as date_precision,
        attributes ->> 'ordinal' as ordinal,
        attributes ->> 'ordinal_of' as ordinal_of,
        attributes ->> 'ordinal_scope' as ordinal_scope
    from facts
    where fact_kind = 'event'

)

select
    events.fact_id || ':' || coalesce(provinces.province_id, '-') as mention_id,
    events.fact_id,
    events.document_id,
    coalesce(articles.story_id, events.document_id) as story_id,
    provinces.province_id,
    events.event_label,
    events.event_type,
    events.event_on,
    events.date_written,
    events.date_precision,
    events.ordinal,
    events.ordinal_of,
    events.ordinal_scope,
    coalesce(figures.figures, '{}') as figures,
    articles.published_at
from events
inner join articles
    on events.document_id = articles.document_id
left join provinces
    on events.document_id = provinces.document_id
left join figures
    on
        events.document_id = figures.document_id
        and events.event_label = figures.event_label
