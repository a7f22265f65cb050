{#- A key of 32 hex digits: sha256 over the parts in order, null apart from the empty text. -#}
{% macro hash_id(parts) -%}
    {%- set texts = [] -%}
    {%- for part in parts -%}
        {%- do texts.append("coalesce((" ~ part ~ ")::text, chr(1))") -%}
    {%- endfor -%}
    left(encode(sha256(convert_to({{ texts | join(" || chr(31) || ") }}, 'UTF8')), 'hex'), 32)
{%- endmacro %}
