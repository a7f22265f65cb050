select coalesce(array_agg(right(rolname, 2)), '{}')
from pg_roles
where
    rolname ~ '^peygir_province_[0-9]{2}$'
    and pg_has_role(current_user, oid, 'member')
