"""Reference knowledge over the dbt seeds: provinces, ministries, agencies, statuses and problem categories."""
