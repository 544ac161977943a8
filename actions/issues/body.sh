#!/usr/bin/env bash
# One text for all stacks of a tenant, worst first: a line for each, then the reports as far as there is room.
# Prints nothing where all is well; writes the exit code for the tenant into the file code.
#
# FOLDER  has NAME/report.md and NAME/code of every stack that was verified
# STACKS  the names, separated by white space: one without a report counts as cannot be determined
# RUN     the address of the run, which keeps the whole reports
set -euf -o pipefail
# GitHub takes 65,536 characters of a body: what is counted here is bytes, of which there are never fewer.
export LC_ALL=C
most=60000
most_of_one=20000

broken=() undetermined=() clean=0 code=0
for name in $STACKS; do
  said=$( (cat "$FOLDER/$name/code" 2> /dev/null || true) | tr -cd '0-9')
  case "$said" in
    0) clean=$((clean + 1)) ;;
    1) broken+=("$name") ;;
    *) undetermined+=("$name") ;;
  esac
done
if [ "${#broken[@]}" -gt 0 ]; then code=1; fi
if [ "${#undetermined[@]}" -gt 0 ]; then code=2; fi
echo "$code" > code
if [ "$code" -eq 0 ]; then exit 0; fi

head=$(
  for name in ${broken[@]+"${broken[@]}"}; do echo "- **$name**: a link does not hold"; done
  for name in ${undetermined[@]+"${undetermined[@]}"}; do echo "- **$name**: cannot be determined"; done
  if [ "$clean" -gt 0 ]; then echo "- $clean more: all is well"; fi
  printf '\n%s\n' "$RUN"
)
printf '%s\n' "$head"
room=$((most - ${#head}))
left=0
for name in ${broken[@]+"${broken[@]}"} ${undetermined[@]+"${undetermined[@]}"}; do
  report="$FOLDER/$name/report.md"
  if [ ! -s "$report" ]; then continue; fi
  share=$((room < most_of_one ? room : most_of_one))
  part=$(awk -v room="$share" '{ used += length($0) + 1; if (used > room) exit; print }' "$report")
  if [ "${#part}" -eq 0 ]; then
    left=$((left + 1))
    continue
  fi
  printf '\n%s\n' "$part"
  room=$((room - ${#part} - 2))
  if [ "$(awk 'END { print NR }' <<< "$part")" -lt "$(awk 'END { print NR }' "$report")" ]; then
    printf '\n*The rest of the report of %s is with the run.*\n' "$name"
    room=$((room - 100 - ${#name}))
  fi
done
if [ "$left" -gt 0 ]; then printf '\n*%s more reports do not fit here, and are with the run.*\n' "$left"; fi
