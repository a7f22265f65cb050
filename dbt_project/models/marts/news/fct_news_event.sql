with mentions as (

    select * from {{ ref('int_news_events') }}

),

facts as (

    select
        document_id,
        event_label,
        attributes ->> 'measure' as measure,
        (attributes ->> 'value')::numeric as value
    from {{ ref('stg_news_facts') }}
    where fact_kind = 'count' and attributes ->> 'sector' is null and attributes ->> 'ministry_id' is null

),

figures as (

    select
        mentions.event_id,
        max(facts.value) filter (where facts.measure = 'units_reviewed') as n_units_reviewed,
        max(facts.value) filter (where facts.measure = 'cases_reviewed') as n_cases_reviewed,
        max(facts.value) filter (where facts.measure = 'resolutions_adopted') as n_resolutions_stated,
        count(distinct facts.value) filter (where facts.measure = 'units_reviewed') > 1
        or count(distinct facts.value) filter (where facts.measure = 'resolutions_adopted') > 1 as has_contradiction
    from mentions
    inner join facts
        on
            mentions.document_id = facts.document_id
            and mentions.event_label = facts.event_label
    group by mentions.event_id

),

events as (

    select
        event_id,
        min(province_id) as province_id,
        min(event_type) as event_type,
        min(event_on) as event_on,
        min(date_written) as date_written,
        min(date_precision) as date_precision,
        min(ordinal) as ordinal,
        min(ordinal_scope) as ordinal_scope,
        count(distinct document_id) as n_articles,
        count(distinct story_id) as n_stories,
        array_agg(distinct document_id order by document_id) as article_ids,
        min(published_at) as first_published_at
    from mentions
    group by event_id

)

select
    events.event_id,
    events.province_id,
    events.event_type,
    events.event_on,
    events.date_written,
    events.date_precision,
    events.ordinal,
    events.ordinal_scope,
    figures.n_units_reviewed::integer as n_units_reviewed,
    figures.n_cases_reviewed::integer as n_cases_reviewed,
    figures.n_resolutions_stated::integer as n_resolutions_stated,
    coalesce(figures.has_contradiction, false) as has_contradiction,
    events.n_articles::integer as n_articles,
    events.n_stories::integer as n_stories,
    events.article_ids,
    events.first_published_at
from events
left join figures
    on events.event_id = figures.event_id
