#!/usr/bin/env bash
# Beside in containers, tried out on this computer: secrets, images, everything up, and a visit that plays itself with
# sound and picture. It stays up, with sample people, at http://localhost:8080 and its mailbox at http://localhost:8025;
# `deploy/try.sh down` ends it and forgets its data.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "${1:-}" = down ]; then
  exec docker compose --profile demo --profile auto down --volumes
fi
docker compose --profile auto --profile demo --profile setup build
docker compose run --rm --user "$(id -u):$(id -g)" secrets
docker compose --profile demo up --detach --wait caddy mail
docker compose run --rm seed
docker compose run --rm auto
