{#- The day whose state is shown, as a date literal: var `as_of`, else the last complete day in Asia/Tehran. -#}
{% macro as_of() -%}
    {%- set given = var('as_of', none) -%}
    {%- if given -%}
        date '{{ given }}'
    {%- else -%}
        {%- set tehran = run_started_at.astimezone(modules.pytz.timezone('Asia/Tehran')) -%}
        date '{{ (tehran - modules.datetime.timedelta(days=1)).strftime('%Y-%m-%d') }}'
    {%- endif -%}
{%- endmacro %}
