-- A document of no known province whose content has come from a source: its rows are that source's, and the entry says so.
alter table audit.documents drop constraint documents_outcome_check;
update audit.documents set
    outcome = 'taken_over',
    reason = regexp_replace(reason, '^taken over (by [^:]+):', '\1, as')
where outcome = 'loaded' and starts_with(reason, 'taken over by ');
alter table audit.documents
    add constraint documents_outcome_check check (outcome in ('loaded', 'unchanged', 'refused', 'taken_over'));
