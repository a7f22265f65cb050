with sources as (

    select * from {{ ref('int_sources') }}

),

documents as (

    select
        source_id,
        count(*) filter (where outcome = 'loaded') as n_loaded,
        count(*) filter (where document_kind = 'article' and address is not null) as n_articles,
        count(*) filter (where outcome = 'unchanged') as n_unchanged,
        count(*) filter (where outcome = 'taken_over') as n_taken_over,
        count(*) filter (where outcome = 'refused') as n_refused_documents,
        coalesce(sum(n_resolutions), 0) as n_resolution_rows,
        coalesce(sum(n_rejected), 0) as n_rejected_rows,
        coalesce(sum(n_facts), 0) as n_facts,
        max(received_at) as last_received_at,
        max(as_of_on) as last_as_of_on,
        (array_agg(reason order by received_at desc) filter (where outcome = 'refused'))[1] as last_refusal
    from {{ ref('stg_documents') }}
    group by source_id

),

{# What gave an article is in the ledger of documents; every other answer is a fetch. #}
fetches as (

    select
        source_id,
        count(*) as n_others,
        count(*) filter (where outcome in ('error', 'blocked', 'robots', 'rejected')) as n_failed_fetches,
        max(fetched_at) as last_fetched_at,
        count(*) filter (where outcome = 'blocked') as n_blocked,
        count(*) filter (where outcome = 'rejected') as n_rejected_pages,
        count(*) filter (where outcome = 'quarantined') as n_quarantined,
        (
            array_agg(reason order by fetched_at desc, fetch_id desc)
            filter (where outcome in ('error', 'blocked', 'robots', 'rejected'))
        )[1] as last_fetch_failure
    from {{ ref('stg_fetches') }}
    group by source_id

),

visits as (

    select
        source_id,
        max(finished_at) filter (where visit_outcome = 'succeeded') as last_answered_at
    from {{ ref('stg_visits') }}
    group by source_id

),

{# The sentence of a finding begins with its field and names the selector: "body: '.matn' no longer matches, …". #}
fallen as (

    select distinct on (source_id)
        source_id,
        split_part(reason, ':', 1) as fallen_field,
        reason as fallen_because,
        fetched_at as fallen_at
    from {{ ref('stg_fetches') }}
    where outcome in ('drift', 'quarantined')
    order by source_id, fetched_at desc, fetch_id desc

),

failures as (

    select
        failed_name,
        max(failed_at) as last_failed_at,
        (array_agg(reason order by failed_at desc))[1] as last_failure
    from {{ ref('stg_failures') }}
    group by failed_name

)

-- Days count to the day of the rates; what came since then, as in a night for an earlier day, is 0 days old.
select
    sources.source_id,
    sources.province_id,
    sources.sends_workbooks,
    sources.publishes_news,
    coalesce(documents.n_loaded, 0)::integer as n_loaded,
    coalesce(documents.n_unchanged, 0)::integer as n_unchanged,
    coalesce(documents.n_taken_over, 0)::integer as n_taken_over,
    coalesce(documents.n_refused_documents, 0)::integer as n_refused_documents,
    coalesce(documents.n_resolution_rows, 0)::bigint as n_resolution_rows,
    coalesce(documents.n_rejected_rows, 0)::bigint as n_rejected_rows,
    coalesce(documents.n_facts, 0)::bigint as n_facts,
    documents.last_received_at,
    documents.last_as_of_on,
    greatest(
        {{ as_of() }} - (documents.last_received_at at time zone 'Asia/Tehran')::date,
        case when documents.last_received_at is not null then 0 end
    ) as days_since_received,
    (coalesce(fetches.n_others, 0) + coalesce(documents.n_articles, 0))::integer as n_fetches,
    coalesce(fetches.n_failed_fetches, 0)::integer as n_failed_fetches,
    {{ share(
        'coalesce(fetches.n_failed_fetches, 0)',
        '(coalesce(fetches.n_others, 0) + coalesce(documents.n_articles, 0))'
    ) }} as failed_fetch_rate,
    fetches.last_fetched_at,
    visits.last_answered_at,
    greatest(
        {{ as_of() }} - (visits.last_answered_at at time zone 'Asia/Tehran')::date,
        case when visits.last_answered_at is not null then 0 end
    ) as days_since_answered,
    coalesce(fetches.n_blocked, 0)::integer as n_blocked,
    coalesce(fetches.n_rejected_pages, 0)::integer as n_rejected_pages,
    coalesce(fetches.n_quarantined, 0)::integer as n_quarantined,
    fallen.fallen_field,
    fallen.fallen_at,
    fallen.fallen_because,
    failures.last_failed_at,
    coalesce(failures.last_failure, documents.last_refusal, fetches.last_fetch_failure) as last_problem,
    case
        when failures.last_failed_at > greatest(documents.last_received_at, visits.last_answered_at) then 'failing'
        when documents.last_received_at is null then 'silent'
        when
            {{ as_of() }} - (documents.last_received_at at time zone 'Asia/Tehran')::date
            > case when sources.sends_workbooks then 45 else 7 end
            then 'late'
        else 'well'
    end as health
from sources
left join documents
    on sources.source_id = documents.source_id
left join fetches
    on sources.source_id = fetches.source_id
left join visits
    on sources.source_id = visits.source_id
left join fallen
    on sources.source_id = fallen.source_id
left join failures
    on sources.source_id = failures.failed_name
