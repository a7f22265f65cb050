{#- The table is not empty while another one is not. -#}
{% test has_rows(model, whenever) %}

select 1 as is_empty
where
    exists (select 1 from {{ whenever }})
    and not exists (select 1 from {{ model }})

{% endtest %}
