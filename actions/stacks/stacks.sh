#!/usr/bin/env bash
# The stacks that a run is about: all of a list, or those that a change touches. Prints them as a JSON list with every field filled in.
#
# STACKS  the list as JSON; empty for one stack of each side
# BASE    a commit: only what differs between it and HEAD counts; empty for all stacks
set -euo pipefail

if [ -z "${STACKS:-}" ]; then
  STACKS='[{"name":"isv","side":"isv"},{"name":"customer","side":"customer"}]'
fi

changed=null
if [ -n "${BASE:-}" ]; then
  changed=$(git diff --name-only --no-renames -z "$BASE" HEAD | jq -Rsc 'split("\u0000") | map(select(. != ""))')
fi

if ! jq empty <<< "$STACKS" 2> /dev/null; then
  echo 'the list of stacks is not JSON' >&2
  exit 1
fi

jq -nce --argjson stacks "$STACKS" --argjson changed "$changed" '
  def must(condition; message): if condition then . else error(message) end;
  def touched_by($file):
    (.stack != "" and $file == ((if .folder == "." then "" else .folder + "/" end) + "Pulumi." + .stack + ".yaml"))
    or any(.paths[]; . == $file or (endswith("/") and . as $folder | $file | startswith($folder)));

  $stacks
  | must(type == "array" and length > 0 and all(.[]; type == "object"); "the list of stacks must be a JSON list of objects, with at least one")
  | must(length <= 256; "there are \(length) stacks, and a matrix takes 256")
  | map(
      must((.name | type) == "string" and (.name | test("^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$"));
        "the name \(.name | tojson) of a stack must be of letters, digits, _ and -, at most 60")
      | must(keys - ["folder", "name", "paths", "side", "stack", "tenant"] == [];
        "the stack \(.name) has \(keys - ["folder", "name", "paths", "side", "stack", "tenant"] | join(", ")), which is not known")
      | must(.side == "isv" or .side == "customer"; "the side of the stack \(.name) must be isv or customer")
      | .tenant = (.tenant // .side)
      | .folder = (.folder // (if .side == "isv" then "." else "customer-stack" end))
      | .stack = (.stack // "")
      | .paths = (.paths // [])
      | must(all(.tenant, .folder, .stack; type == "string") and (.paths | type == "array" and all(.[]; type == "string"));
        "tenant, folder and stack of the stack \(.name) must be texts, and paths a list of texts")
      | must(.tenant | test("^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$"); "the tenant of the stack \(.name) must be of letters, digits, _ and -, at most 60"))
  | must((map(.name | ascii_downcase) | unique | length) == length; "two stacks have the same name")
  | . as $all
  | if $changed == null then .
    # A file that belongs to no stack alone, a program for example, touches them all.
    else [$changed[] as $file | [$all[] | select(touched_by($file)) | .name]] as $touched
      | if any($touched[]; . == []) then . else map(select(.name as $name | any($touched[]; index($name)))) end
    end
  | must(length > 0; "nothing has changed")'
