select count(*) > 0
from pg_roles
where
    rolname in ('peygir_builder', 'peygir_loader', 'peygir_reader')
    and pg_has_role(current_user, oid, 'member')
