#!/usr/bin/env bash
# Every test, in three runs. What needs the stores alone shares the machine, two at a time; so does, in a run of its own,
# what needs all services; then comes what needs the machine for itself: people with sound and picture, and browsers.
# With arguments: pytest with those.
set -uo pipefail
pytest=("${VENV:-.venv}/bin/python" -m pytest)
began=$SECONDS

if [ $# -gt 0 ]; then
  exec "${pytest[@]}" "$@"
fi

# The longest file first.
services=(
  tests/faults/test_summaries_outlive_kills.py
  tests/faults/test_every_event_arrives.py
  tests/hostile
  tests/notes
)
alone=(
  tests/embedded/people
  tests/embedded/test_services.py
  tests/faults/test_calls_outlive_kills.py
  tests/journeys
  tests/signaling/live
)
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

others=("${services[@]}" "${alone[@]}" tests/pictures)
run --numprocesses 2 --dist loadfile "${others[@]/#/--ignore=}"
run --numprocesses 2 --dist loadfile --no-loadscope-reorder "${services[@]}"
run "${alone[@]}"

if [ $failed -ne 0 ]; then
  echo "Some tests failed: the summaries of the runs name them."
  exit 1
fi
echo "Every test passed, in $((SECONDS - began)) s."
