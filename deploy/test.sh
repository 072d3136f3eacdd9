#!/usr/bin/env bash
# Every test but those of faults and pictures, which have commands of their own. In two runs: most share the machine, two
# files at a time; then come calls whose every second is judged, and have it for themselves.
# With arguments: pytest with those.
set -uo pipefail
pytest=("${VENV:-.venv}/bin/python" -m pytest)
began=$SECONDS

if [ $# -gt 0 ]; then
  exec "${pytest[@]}" "$@"
fi

# Long files, so that none of them is left when everything else is done.
first=(
  tests/journeys/test_waiting.py
  tests/journeys/test_summary.py
  tests/journeys/test_doors.py
  tests/session/visit
  tests/embedded/test_launcher.py
  tests/hostile
  tests/notes
)
alone=(
  tests/embedded/people
  tests/journeys/test_journey.py
  tests/journeys/test_private.py
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

elsewhere=(tests/faults tests/journeys/test_lines.py tests/pictures)
named=("${first[@]}" "${alone[@]}" "${elsewhere[@]}")
others=()
while read -r file; do others+=("$file"); done < <(find tests -name 'test_*.py' | sort | grep -v "${named[@]/#/-e^}")
run --numprocesses 2 --dist loadfile --no-loadscope-reorder "${first[@]}" "${others[@]}"
run "${alone[@]}"

if [ $failed -ne 0 ]; then
  echo "Some tests failed: the summaries of the runs name them."
  exit 1
fi
echo "Every test here passed, in $((SECONDS - began)) s."
