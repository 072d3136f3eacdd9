#!/usr/bin/env bash
# Erase a person from the databases of both services, and note it beside the back-ups, so that a restored one does it
# again.   deploy/erase.sh PERSON-ID [FOLDER of the back-ups]
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077

person=$1 folder=${2:-back-ups}
again=0
for service in session notes; do
  code=0
  docker compose exec -T "$service" beside person erase "$person" "$service" </dev/null || code=$?
  # 3: it is done, and has to be run again for what is left in a file.
  case $code in
    0) ;;
    3) again=3 ;;
    *) exit $code ;;
  esac
done
mkdir -p "$folder"
touch "$folder/erased"
grep -qx "$person" "$folder/erased" || echo "$person" >>"$folder/erased"
exit $again
