#!/usr/bin/env bash
# Reviews what previews printed, all together: a link of one stack is judged by what the others expect.
# Writes comment.md, review.sarif, review.xml (JUnit), review.json and review.html, and the exit code into the file code: 0 clean, 1 findings,
# 2 cannot be determined.
#
# FOLDER     has NAME.json, what the preview of a stack printed, and NAME.exit, its exit code
# STACKS     the names, separated by white space; empty for every document in the folder
# FAIL_ON    the lowest severity that fails
# ARGUMENTS  more arguments for xtcmk review, one a line
set -euo pipefail

most_message_bytes=20000
most_failed=50

names=${STACKS:-}
if [ -z "${names//[[:space:]]/}" ]; then
  names=$(cd "$FOLDER"; printf '%s\n' *.json | sed -n 's/\.json$//p' | { grep -vx '\*' || true; })
fi

set -f
documents=()
for name in $names; do documents+=("$FOLDER/$name.json"); done
arguments=()
while IFS= read -r argument; do
  if [ -n "$argument" ]; then arguments+=("$argument"); fi
done <<< "${ARGUMENTS:-}"

code=0
if [ "${#documents[@]}" -eq 0 ]; then
  echo "xtcmk: there is no preview in $FOLDER." > messages.txt
  : > comment.md
  code=2
else
  xtcmk review "${documents[@]}" --fail-on "$FAIL_ON" ${arguments[@]+"${arguments[@]}"} \
    --report sarif=review.sarif --report junit=review.xml --report json=review.json --report html=review.html \
    --format markdown > comment.md 2> messages.txt || code=$?
fi

cat messages.txt >&2
if [ ! -s comment.md ]; then
  printf '%s\n' '<!-- xtcmk-review -->' '### ❌ Encryption: cannot be determined' '' > comment.md
  head -c "$most_message_bytes" messages.txt | sed 's/^/    /' >> comment.md
fi

failed=0
for name in $names; do
  ended=$( (cat "$FOLDER/$name.exit" 2> /dev/null || true) | tr -cd '0-9')
  if [ "$ended" != 0 ]; then
    failed=$((failed + 1))
    if [ "$failed" -le "$most_failed" ]; then
      printf '\n> The preview of %s failed (exit code: %s).\n' "$name" "${ended:-none}" >> comment.md
    fi
    if [ "$code" -eq 0 ]; then code=2; fi
  fi
done
if [ "$failed" -gt "$most_failed" ]; then
  printf '\n> and those of %s more.\n' "$((failed - most_failed))" >> comment.md
fi
echo "$code" > code
