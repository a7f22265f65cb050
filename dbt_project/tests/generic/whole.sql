{#- No row lacks a value in the `keys` and `filled` columns, and no two rows share a value of one of the `keys`. -#}
{% test whole(model, keys=[], filled=[]) %}
{%- set counts, problems = [], [] -%}
{%- for column in keys -%}
    {%- do counts.append('count(' ~ column ~ ') - count(distinct ' ~ column ~ ') as twice_' ~ column) -%}
    {%- do problems.append("('" ~ column ~ " twice', twice_" ~ column ~ ")") -%}
{%- endfor -%}
{%- for column in keys + filled -%}
    {%- do counts.append('count(*) - count(' ~ column ~ ') as no_' ~ column) -%}
    {%- do problems.append("('no " ~ column ~ "', no_" ~ column ~ ")") -%}
{%- endfor %}

with counts as (

    select {{ counts | join(', ') }}
    from {{ model }}

)

select
    found.problem,
    found.n_rows
from counts
cross join lateral (values {{ problems | join(', ') }}) as found (problem, n_rows)
where found.n_rows > 0

{% endtest %}
