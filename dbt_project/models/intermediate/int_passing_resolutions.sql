{{ config(indexes=[{'columns': ['resolution_id'], 'unique': true}]) }}
{#-
    Resolutions of which a case is counted otherwise because days went by since the publication: where its age passes a mark, or a
    deadline or an expected report lies between the two days.
-#}
{%- set since = since_publication('cells') %}
{%- set state, duties = ref('int_resolution_state'), ref('int_assignment_state') %}
{%- if since and since.passes_days %}
{%- for days_old in [31, 61, 91, 181, 365, 366] %}
select resolution_id
from {{ state }}
where session_on > {{ since.from_on }} - {{ days_old }} and session_on <= {{ since.until_on }} - {{ days_old }}

union
{% endfor %}
select resolution_id
from {{ duties }}
where due_on between {{ since.from_on }} and {{ since.until_on }}

union

select resolution_id
from {{ duties }}
where current_due_on between {{ since.from_on }} and {{ since.until_on }}

union

select resolution_id
from {{ duties }}
where notified_on > {{ since.from_on }} - 30 and notified_on <= {{ since.until_on }} - 30
{%- else %}
select resolution_id
from {{ state }}
where false
{%- endif %}
-- depends_on: {{ ref('int_resolution_state') }} {{ ref('int_assignment_state') }}
