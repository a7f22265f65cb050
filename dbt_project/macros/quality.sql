{#-
    Measures of data quality over a relation in one pass, a row for each group of `keys` and measure: what is affected, of what was looked
    at. `measures` are (name, condition affected, condition looked at); `weight`: an expression that counts, where a row is several.
-#}
{% macro quality_counts(relation, keys, measures, weight='1') %}
    select
        {{ keys | join(',\n        ') }},
        measured.measure,
        measured.n_affected,
        measured.n_checked
    from (
        select
            {{ keys | join(',\n            ') }}
            {%- for measure, affected, checked in measures %},
            coalesce(sum({{ weight }}) filter (where ({{ checked }}) and ({{ affected }})), 0) as affected_{{ loop.index }},
            coalesce(sum({{ weight }}) filter (where {{ checked }}), 0) as checked_{{ loop.index }}
            {%- endfor %}
        from {{ relation }}
        group by {{ keys | join(', ') }}
    ) as counts
    cross join lateral (
        values
        {%- for measure, affected, checked in measures %}
        ('{{ measure }}', counts.affected_{{ loop.index }}, counts.checked_{{ loop.index }}){{ ',' if not loop.last }}
        {%- endfor %}
    ) as measured (measure, n_affected, n_checked)
    where measured.n_checked > 0
{% endmacro %}
