"""The warehouse's server, schemas, roles and loads: the only package that talks to PostgreSQL."""
