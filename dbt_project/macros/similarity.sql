{#-
    The different trigrams of a folded text, with two spaces before it and one after. pg_trgm is not used: where the server's
    character classes are those of C it leaves Persian letters out.
-#}
{% macro trigrams(text) -%}
    (
        select array_agg(distinct substr('  ' || {{ text }} || ' ', place, 3))
        from generate_series(1, length({{ text }}) + 1) as series (place)
    )
{%- endmacro %}

{#- Share of common trigrams, 0–1: of all that either of two arrays of different trigrams has. -#}
{% macro trigram_similarity(one, other) -%}
    (
        select (count(*)::numeric / (cardinality({{ one }}) + cardinality({{ other }}) - count(*)))::numeric(5, 4)
        from unnest({{ one }}) as part (trigram)
        where part.trigram = any ({{ other }})
    )
{%- endmacro %}
