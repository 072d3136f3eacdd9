#!/usr/bin/env bash
# Every test, in two runs. What needs the stores alone shares the machine, two at a time; then comes what needs the
# machine for itself: people with sound and picture, browsers, parts that are killed. With arguments: pytest with those.
set -uo pipefail
pytest=("${VENV:-.venv}/bin/python" -m pytest)
began=$SECONDS

if [ $# -gt 0 ]; then
  exec "${pytest[@]}" "$@"
fi

alone=(tests/embedded/people tests/embedded/test_services.py tests/faults tests/hostile tests/journeys tests/notes tests/signaling/live)
failed=0

# run ARGUMENTS...: goes on after a failure, so that one run shows everything; not after Ctrl-C.
run() {
  "${pytest[@]}" "$@"
  case $? in
    0) ;;
    2) exit 2 ;;
    *) failed=1 ;;
  esac
}

run --numprocesses 2 --dist loadfile --ignore=tests/pictures "${alone[@]/#/--ignore=}"
run "${alone[@]}"

if [ $failed -ne 0 ]; then
  echo "Some tests failed: the summaries of both runs name them."
  exit 1
fi
echo "Every test passed, in $((SECONDS - began)) s."
