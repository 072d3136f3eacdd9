#!/usr/bin/env bash
# Bring a back-up back, into containers that have no data yet: the secrets of its time must lie in deploy/secrets.
#   deploy/restore.sh FOLDER/NAME     as deploy/back-up.sh printed it; docs/back-up.md
set -euo pipefail
cd "$(dirname "$0")/.."

copy=$1
failed=0
erased=$(dirname "$copy")/erased
for file in session.dump notes.dump; do
  [ -s "$copy/$file" ] || { echo "$copy holds no $file." >&2; exit 1; }
done
[ -s deploy/secrets/keys/persons.key ] || { echo "The secrets of that time must lie in deploy/secrets first." >&2; exit 1; }

in_postgres() {
  docker compose exec -T postgres "$@"
}

# ask DATABASE QUERY
ask() {
  in_postgres psql --username postgres --no-align --tuples-only "$1" --command "$2" </dev/null
}

docker compose up --detach --wait postgres
for database in session notes; do
  if [ -n "$(ask "$database" "select 1 from pg_tables where schemaname = 'public' limit 1")" ]; then
    echo "There is data already. To give it up: docker compose down --volumes" >&2
    exit 1
  fi
  # All of it or nothing, with every owner and right as it was.
  in_postgres pg_restore --username postgres --dbname "$database" --single-transaction --exit-on-error <"$copy/$database.dump"
  echo "$database is back."
done

# Before anybody can come in, and whatever was still to come when the copy was made. Who is not in this copy needs no
# erasing from it; notes may hear of them all the same.
if [ -s "$erased" ]; then
  while read -r person; do
    if [ -n "$(ask session "select 1 from persons where id = '$person'")" ]; then
      docker compose run --rm -T session beside person erase "$person" session --again </dev/null || failed=1
    fi
    docker compose run --rm -T notes beside person erase "$person" notes </dev/null || failed=1
  done <"$erased"
fi

docker compose up --detach --wait caddy
for service in session notes; do
  # The bus is new and empty. Whoever has had an event drops it.
  docker compose exec -T "$service" beside republish "$service" --since 2000-01-01 </dev/null
done
for service in session notes; do
  docker compose exec -T "$service" beside audit verify "$service" </dev/null || failed=1
done
if [ $failed -ne 0 ]; then
  echo "Beside runs, and not all of it is well: see above." >&2
  exit 1
fi
echo "Beside runs with the data of $copy."
