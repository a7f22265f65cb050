{#-
    Two writings of the same words become equal: Persian letter forms, ASCII digits, lower case; no spaces, no ZWNJ,
    no marks, no punctuation. The same table of letters as the readers' skeleton. No similarity is involved.
-#}
{% macro fold_text(expression) -%}
    {%- set letters = {
        "ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ۀ": "ه", "ة": "ه",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و",
    } -%}
    {%- set arabic = "٠١٢٣٤٥٦٧٨٩" -%}
    {%- set persian = "۰۱۲۳۴۵۶۷۸۹" -%}
    {%- set dropped = [
        "\\u0020", "\\u00A0", "\\u0009", "\\u000A", "\\u000D", "\\u200B", "\\u200C", "\\u200D", "\\u200E", "\\u200F",
        "\\u202A", "\\u202B", "\\u202C", "\\u202D", "\\u202E", "\\u2066", "\\u2067", "\\u2068", "\\u2069", "\\uFEFF",
        "\\u0640", "\\u064B", "\\u064C", "\\u064D", "\\u064E", "\\u064F", "\\u0650", "\\u0651", "\\u0652", "\\u0654",
        "\\u0655", "\\u0670", "\\u0621", "\\u2018", "\\u2019", "\\u201C", "\\u201D", "\\u2013", "\\u2014", "\\u2026",
        "\\u00AB", "\\u00BB", "\\u060C", "\\u061B", "\\u061F", "\\u066A", "\\u066B", "\\u066C",
    ] -%}
    {#- What is dropped goes by one class of a regular expression: translate looks for each character along its whole list. -#}
    translate(
        regexp_replace(lower({{ expression }}), E'[{{ dropped | join("") }}!-/:-@\\[-`{-~]+', '', 'g'),
        '{{ letters.keys() | join("") }}{{ arabic }}{{ persian }}',
        '{{ letters.values() | join("") }}01234567890123456789'
    )
{%- endmacro %}

{#- A county's name folded, without the word «شهرستان» (county) before it. -#}
{% macro fold_county(expression) -%}
    regexp_replace({{ fold_text(expression) }}, '^شهرستان', '')
{%- endmacro %}

{#- What a county is found by: its folded name, without «بندر» (port) before it, which some write and some leave out. -#}
{% macro county_key(expression) -%}
    regexp_replace({{ fold_county(expression) }}, '^بندر', '')
{%- endmacro %}
