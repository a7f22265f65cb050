# Sourced by backup and restore: `compose` runs the engine at hand over the files in use, `secrets` is their folder.
# PEYGIR_COMPOSE_FILES="-f compose.yml -f compose.celery.yml" names other files than compose.yml.
# shellcheck shell=bash disable=SC2154
if docker compose version >/dev/null 2>&1; then compose_command=(docker compose); else compose_command=(docker-compose); fi
read -r -a compose_files <<<"${PEYGIR_COMPOSE_FILES:--f $here/compose.yml}"
secrets=${PEYGIR_SECRETS_FOLDER:-$here/secrets}
compose() { "${compose_command[@]}" "${compose_files[@]}" "$@"; }
