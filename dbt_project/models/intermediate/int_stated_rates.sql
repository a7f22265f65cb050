{#-
    The implementation rate that an article states of a province.

    A statement is a count of adopted resolutions with what is said of it, within what the article tells of one event, or of none: the
    resolutions of one session are no base of a year's rate. Of several counts an implemented count or a percentage belongs to the one
    with which the two agree to a point; else to the one of its own sentence, else to the only one said before it. What belongs to none
    of several is no rate: somebody else's claim, another year or one agency may be meant. A percentage that contradicts the counts of
    its statement is not theirs, unless they are impossible; where several contradict each other and no count decides, none is taken.
-#}
with figures as (

    select * from {{ ref('int_reported_figures') }}
    where
        origin = 'press'
        and province_id is not null
        and stated_on is not null
        and sector is null
        and ministry_id is null

),

articles as (

    select * from {{ ref('int_articles') }}
    where is_first_of_story

),

said as (

    select
        figures.*,
        coalesce(figures.event_label, '-') as event_key
    from figures
    inner join articles
        on figures.document_id = articles.document_id

),

adopted as (

    select
        *,
        count(*) over (partition by document_id, event_key) as n_bases,
        row_number() over in_turn = 1 as is_first,
        lead(said_at) over in_turn as next_said_at
    from said
    where measure = 'resolutions_adopted' and statistic = 'exact'
    window in_turn as (partition by document_id, event_key order by said_at, figure_id)

),

shares as (

    select
        *,
        case when statistic = 'exact' then value end as n_implemented,
        case when statistic = 'percent' then value end as pct
    from said
    where measure = 'resolutions_implemented' and statistic in ('exact', 'percent')

),

confirmed as (

    -- Counts that a percentage said of the same event agrees with.
    select distinct on (implemented.figure_id)
        implemented.figure_id,
        adopted.figure_id as base_id,
        percentages.figure_id as percentage_id
    from shares as implemented
    inner join adopted
        on
            implemented.document_id = adopted.document_id
            and implemented.event_key = adopted.event_key
            and implemented.n_implemented <= adopted.value
    inner join shares as percentages
        on
            implemented.document_id = percentages.document_id
            and implemented.event_key = percentages.event_key
            and abs(100 * implemented.n_implemented / nullif(adopted.value, 0) - percentages.pct) <= 1
    order by
        implemented.figure_id,
        abs(100 * implemented.n_implemented / nullif(adopted.value, 0) - percentages.pct),
        abs(implemented.said_at - adopted.said_at),
        adopted.figure_id,
        percentages.figure_id

),

based as (

    -- Each implemented count and percentage with the count that it is a share of.
    select distinct on (shares.figure_id)
        shares.*,
        adopted.figure_id as base_id,
        confirmed.base_id is not null as is_confirmed,
        abs(shares.said_at - adopted.said_at) as distance
    from shares
    left join confirmed
        on shares.figure_id in (confirmed.figure_id, confirmed.percentage_id)
    left join adopted
        on
            shares.document_id = adopted.document_id
            and shares.event_key = adopted.event_key
            and case
                when confirmed.base_id is not null then confirmed.base_id = adopted.figure_id
                else
                    adopted.n_bases = 1
                    or shares.sentence_no = adopted.sentence_no
                    or (
                        adopted.is_first
                        and shares.said_at > adopted.said_at
                        and shares.said_at < adopted.next_said_at
                    )
            end
    order by
        shares.figure_id,
        shares.sentence_no = adopted.sentence_no desc nulls last,
        shares.said_at > adopted.said_at desc nulls last,
        abs(shares.said_at - adopted.said_at) nulls last,
        adopted.figure_id

),

counted_shares as (

    select distinct on (base_id)
        base_id,
        n_implemented
    from based
    where n_implemented is not null and base_id is not null
    order by base_id, is_confirmed desc, distance, figure_id

),

percent_shares as (

    select
        base_id,
        min(pct) filter (where is_confirmed) as confirmed_pct,
        case when count(distinct pct) = 1 then min(pct) end as only_pct
    from based
    where pct is not null and base_id is not null
    group by base_id

),

stated as (

    select
        adopted.document_id,
        adopted.source_id,
        adopted.province_id,
        adopted.stated_on,
        adopted.event_label,
        case
            when percent_shares.confirmed_pct is not null then percent_shares.confirmed_pct
            when counted_shares.n_implemented is null or counted_shares.n_implemented > adopted.value then percent_shares.only_pct
        end as stated_pct,
        adopted.value as n_stated,
        counted_shares.n_implemented as n_implemented_stated,
        percent_shares.confirmed_pct is not null as is_confirmed
    from adopted
    left join counted_shares
        on adopted.figure_id = counted_shares.base_id
    left join percent_shares
        on adopted.figure_id = percent_shares.base_id

    union all

    select
        said.document_id,
        min(said.source_id) as source_id,
        min(said.province_id) as province_id,
        min(said.stated_on) as stated_on,
        min(said.event_label) as event_label,
        min(based.pct) as stated_pct,
        null as n_stated,
        null as n_implemented_stated,
        false as is_confirmed
    from based
    inner join said
        on based.figure_id = said.figure_id
    where
        based.pct is not null
        and not exists (
            select 1
            from adopted
            where said.document_id = adopted.document_id and said.event_key = adopted.event_key
        )
    group by said.document_id
    having count(distinct based.pct) = 1

),

rated as (

    select
        *,
        case
            when stated_pct is not null then stated_pct / 100
            else n_implemented_stated / nullif(n_stated, 0)
        end::numeric(12, 6) as stated_share,
        stated_pct is null as is_computed,
        bool_or(is_confirmed) over (partition by document_id) as has_confirmed
    from stated

),

chosen as (

    -- A percentage of no count is of all resolutions, unless counts and percentage of another statement agree. Then comes what is
    -- said of the most: a total holds its parts.
    select distinct on (document_id) *
    from rated
    where stated_share is not null
    order by
        document_id,
        case when n_stated is not null then 1 when has_confirmed then 2 else 0 end,
        n_stated desc,
        event_label nulls first,
        n_implemented_stated

)

select
    document_id,
    source_id,
    province_id,
    stated_on,
    stated_pct,
    n_stated::integer as n_stated,
    n_implemented_stated::integer as n_implemented_stated,
    stated_share,
    is_computed
from chosen
