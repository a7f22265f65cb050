-- A foreign key is looked up for each row that is copied, a third of what a register of 200,000 rows costs the server. Its
-- rows are written by the loader alone, in the transaction that enters their document: the delete is what needs a rule.
alter table staging.resolution_rows drop constraint resolution_rows_document_id_fkey;

create function audit.delete_resolution_rows() returns trigger language plpgsql set search_path = '' as $$
begin
    delete from staging.resolution_rows as staged using gone where staged.document_id = gone.document_id;
    return null;
end
$$;

create trigger resolution_rows_go_with_their_document
after delete on audit.documents
referencing old table as gone
for each statement execute function audit.delete_resolution_rows();
