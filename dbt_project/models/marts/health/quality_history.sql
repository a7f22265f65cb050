{#- The measures of data quality at every publication; nothing is ever deleted. -#}
select
    {{ hash_id(['measure', 'province_id', 'is_national', "'" ~ invocation_id ~ "'"]) }} as quality_id,
    '{{ invocation_id }}' as publication_id,
    {{ this_run() }} as measured_at,
    {{ as_of() }} as as_of_on,
    measure,
    is_national,
    province_id,
    n_affected,
    n_checked,
    value as measured_value
from {{ ref('int_quality_measures') }}
