{#-
    The day whose state is shown, as a date literal: var `as_of`, else PEYGIR_AS_OF, else the last complete day in Asia/Tehran.
    The nightly run sets PEYGIR_AS_OF: other vars than last night's would make dbt parse the whole project again.
-#}
{% macro as_of() -%}
    {%- set given = var('as_of', none) or (env_var('PEYGIR_AS_OF', '') if execute else '') -%}
    {%- if given -%}
        date '{{ given }}'
    {%- else -%}
        {%- set tehran = run_started_at.astimezone(modules.pytz.timezone('Asia/Tehran')) -%}
        date '{{ (tehran - modules.datetime.timedelta(days=1)).strftime('%Y-%m-%d') }}'
    {%- endif -%}
{%- endmacro %}
