#!/usr/bin/env bash
# Writes the review as a comment on a pull request of Azure Repos, or edits the one that is there.
#
# PULL_REQUEST  the address of the pull request in the REST API
# COMMENT       the file with the comment
# CODE          0 resolves the comment, anything else keeps it active
# TOKEN         of the build service
set -euo pipefail

call() {
  curl --fail --silent --show-error --header "Authorization: Bearer $TOKEN" --header 'Content-Type: application/json' \
    --request "$1" "$PULL_REQUEST/$2?api-version=7.1" "${@:3}"
}

status=$(if [ "$CODE" = 0 ]; then echo closed; else echo active; fi)
ours=$(call GET threads | jq -r '
  [.value[] | select(.isDeleted != true) | { id, first: .comments[0] }
    | select((.first.content // "") | startswith("<!-- xtcmk-review -->"))
    | select(.first.author.displayName // "" | test("Build Service"))]
  | first // empty | "\(.id) \(.first.id)"')
if [ -n "$ours" ]; then
  read -r thread first <<< "$ours"
  jq -n --rawfile text "$COMMENT" '{ content: $text }' | call PATCH "threads/$thread/comments/$first" --data @- > /dev/null
  jq -n --arg status "$status" '{ status: $status }' | call PATCH "threads/$thread" --data @- > /dev/null
else
  jq -n --rawfile text "$COMMENT" --arg status "$status" \
    '{ status: $status, comments: [{ parentCommentId: 0, commentType: "text", content: $text }] }' | call POST threads --data @- > /dev/null
fi
