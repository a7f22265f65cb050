{#- One measure for each province and for the country: what is affected, of what was looked at. -#}
{% macro quality_share(relation, measure, affected, checked='true', province='province_id') %}
    select
        '{{ measure }}' as measure,
        {{ province }} as province_id,
        grouping({{ province }}) = 1 as is_national,
        count(*) filter (where ({{ checked }}) and ({{ affected }})) as n_affected,
        count(*) filter (where {{ checked }}) as n_checked,
        null::numeric as amount
    from {{ relation }}
    group by grouping sets ((), ({{ province }}))
{% endmacro %}
