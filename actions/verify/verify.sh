#!/usr/bin/env bash
# Reviews what a refresh found and verifies the live chain of one stack, in the folder that has
#   outputs.json   what 'pulumi stack output --json' printed
#   refresh.exit   the exit code of 'pulumi refresh --preview-only --expect-no-changes', 7 where something has changed
#   refresh.json   what 'pulumi refresh --preview-only --json' printed, unless refresh.exit is 0
# Writes report.md, verify.html, verify.json, verify.sarif and verify.xml (JUnit), and the exit code into the file code: 0 clean, 1 findings,
# 2 cannot be determined.
#
# NAME       the stack, for the heading
# SIDE       isv or customer
# FAIL_ON    the lowest severity of what verify finds that fails; what a refresh found fails from high on
# ARGUMENTS  more arguments for xtcmk verify, one a line
# CONFIG     the file with the findings that are accepted; where it does not exist, nothing is
set -euo pipefail

most_message_bytes=5000

arguments=()
while IFS= read -r argument; do
  if [ -n "$argument" ]; then arguments+=("$argument"); fi
done <<< "${ARGUMENTS:-}"
config=()
if [ -f "${CONFIG:-}" ]; then config=(--config "$CONFIG"); fi

: > messages.txt
: > review.md
code=0
drift=$( (cat refresh.exit 2> /dev/null || true) | tr -cd '0-9')
if [ "$drift" != 0 ]; then
  xtcmk review refresh.json ${config[@]+"${config[@]}"} --format markdown > review.md 2>> messages.txt || code=$?
  # A refresh that failed has found nothing out, whatever it printed.
  if [ "$drift" != 7 ] && [ "$code" -eq 0 ]; then code=2; fi
fi

verified=0
xtcmk verify "--$SIDE" outputs.json --fail-on "$FAIL_ON" ${config[@]+"${config[@]}"} ${arguments[@]+"${arguments[@]}"} \
  --report json=verify.json --report html=verify.html --report sarif=verify.sarif --report junit=verify.xml \
  --format markdown > verify.md 2>> messages.txt || verified=$?
if [ "$verified" -gt "$code" ]; then code=$verified; fi

{
  printf '## %s\n\n' "$NAME"
  cat verify.md review.md
  if [ "$drift" != 0 ]; then printf '\nThe refresh ended with exit code %s (7: something has changed).\n' "${drift:-none}"; fi
  # Annotations are for the step alone.
  if grep -v '^::' messages.txt > sentences.txt; then printf '\n'; head -c "$most_message_bytes" sentences.txt | sed 's/^/    /'; fi
} > report.md
cat messages.txt >&2
echo "$code" > code
