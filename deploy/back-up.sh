#!/usr/bin/env bash
# A back-up of the running containers: both databases as they are now, and what says later whether the copy is whole.
#   deploy/back-up.sh [FOLDER]     into a new folder below FOLDER (default: back-ups); docs/back-up.md
# The secrets are not in it. Keep them elsewhere: whoever has both can read everything.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077

folder=${1:-back-ups}
name=$(date -u +%Y-%m-%dT%H%M%SZ)
draft=$folder/.$name
mkdir -p "$draft"
trap 'rm -rf "$draft"' EXIT

in_postgres() {
  docker compose exec -T postgres "$@" </dev/null
}

# Both at once: what happens between two copies would be known to one service and not to the other.
dumps=()
for database in session notes; do
  in_postgres pg_dump --username postgres --format custom "$database" >"$draft/$database.dump" &
  dumps+=($!)
done
for dump in "${dumps[@]}"; do
  wait "$dump"
done

whole=0
touch "$folder/erased" "$draft/erased"
for service in session notes; do
  docker compose exec -T "$service" beside audit verify "$service" </dev/null >"$draft/$service.audit" || whole=1
  in_postgres psql --username postgres --no-align --tuples-only "$service" \
    --command "select person_id from audit where action = 'person.erased'" >>"$draft/erased"
done
# Who was erased must stay erased, whichever copy comes back: the list is kept beside all copies, and only grows.
# Whoever is erased at this moment writes to it as well, so that it is added to and never exchanged.
sort -u "$draft/erased" | grep -vxFf "$folder/erased" >>"$folder/erased" || true
rm "$draft/erased"

mv "$draft" "$folder/$name"
echo "$folder/$name"
if [ $whole -ne 0 ]; then
  echo "The copy is made, but the audit does not verify: see $folder/$name/*.audit" >&2
  exit 1
fi
