-- As for the rows of a register: two foreign keys are looked up for each problem that is copied, half of what its problems cost
-- the server. The loader alone writes them, in the transaction that enters their document.
alter table audit.workbook_issues
    drop constraint workbook_issues_document_id_fkey,
    drop constraint workbook_issues_seen_document_id_fkey,
    drop constraint workbook_issues_closed_document_id_fkey;

create function audit.delete_workbook_issues() returns trigger language plpgsql set search_path = '' as $$
begin
    delete from audit.workbook_issues as issues using gone
    where issues.document_id = gone.document_id or issues.seen_document_id = gone.document_id;
    update audit.workbook_issues as issues set closed_document_id = null
    from gone where issues.closed_document_id = gone.document_id;
    return null;
end
$$;

create trigger workbook_issues_go_with_their_document
after delete on audit.documents
referencing old table as gone
for each statement execute function audit.delete_workbook_issues();
