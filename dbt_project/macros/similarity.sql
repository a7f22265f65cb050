{#- Share of common trigrams of two folded texts, 0–1: of all that either has. No extension is needed. -#}
{% macro trigram_similarity(one, other) -%}
    (
        select (count(*) filter (where in_one and in_other))::numeric / nullif(count(*), 0)
        from (
            select
                trigram,
                bool_or(is_one) as in_one,
                bool_or(not is_one) as in_other
            from (
                select substr('  ' || {{ one }} || ' ', place, 3) as trigram, true as is_one
                from generate_series(1, length({{ one }}) + 1) as series (place)
                union all
                select substr('  ' || {{ other }} || ' ', place, 3) as trigram, false as is_one
                from generate_series(1, length({{ other }}) + 1) as series (place)
            ) as trigrams
            group by trigram
        ) as shared
    )::numeric(5, 4)
{%- endmacro %}
