{#-
    Mentions of one event by several articles: same province and type, and the same day; or neighbouring days with a figure,
    an ordinal or the story in common. Different ordinals are different events. Without a day only the same story is one event.
    No article is merged into another: an event names all its mentions.
-#}
with mentions as (

    select * from {{ ref('int_news_mentions') }}

),

dated as (

    select
        *,
        lag(event_on) over in_order as previous_on,
        lag(ordinal) over in_order as previous_ordinal,
        lag(figures) over in_order as previous_figures,
        lag(story_id) over in_order as previous_story_id
    from mentions
    where event_on is not null
    window in_order as (
        partition by province_id, event_type order by event_on, ordinal, published_at, mention_id
    )

),

stepped as (

    select
        *,
        case
            when previous_on is null then 1
            when ordinal <> previous_ordinal then 1
            when event_on = previous_on then 0
            when event_on - previous_on > 1 then 1
            when story_id = previous_story_id or figures && previous_figures or ordinal = previous_ordinal then 0
            else 1
        end as begins
    from dated

),

numbered as (

    select
        mention_id,
        sum(begins) over (
            partition by province_id, event_type order by event_on, ordinal, published_at, mention_id
        ) as event_number
    from stepped

),

placed as (

    select
        mentions.*,
        case
            when numbered.mention_id is not null
                then concat_ws('|', mentions.province_id, mentions.event_type, 'number', numbered.event_number)
            else concat_ws('|', mentions.province_id, mentions.event_type, 'story', mentions.story_id)
        end as event_key
    from mentions
    left join numbered
        on mentions.mention_id = numbered.mention_id

),

first_mentions as (

    select
        *,
        first_value(mention_id) over (
            partition by event_key order by published_at asc nulls last, mention_id asc
        ) as first_mention_id
    from placed

)

select
    mention_id,
    {{ hash_id(['first_mention_id']) }} as event_id,
    fact_id,
    document_id,
    story_id,
    province_id,
    event_label,
    event_type,
    event_on,
    date_written,
    date_precision,
    ordinal,
    ordinal_of,
    ordinal_scope,
    published_at
from first_mentions
