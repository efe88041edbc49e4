#!/bin/sh
# A client of Greengrocer's API in plain curl: names a photo, corrects the answer, reads the books.
#
#   docs/api-client.sh PHOTO
#
# GREENGROCER_URL   where the server is (default: http://127.0.0.1:8080)
# GREENGROCER_KEY   an API key; not needed where the server runs with --demo
set -eu

photo=${1:?"usage: $0 PHOTO"}
server=${GREENGROCER_URL:-http://127.0.0.1:8080}

call() {
  if [ -n "${GREENGROCER_KEY:-}" ]; then
    curl --silent --show-error --fail-with-body -H "Authorization: Bearer $GREENGROCER_KEY" "$@"
  else
    curl --silent --show-error --fail-with-body "$@"
  fi
}

# The value of a JSON field, as long as it holds no quotes; with jq: jq -r .id
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -n 1; }

echo "== Which model answers?"
call "$server/api/v1/model" | head -c 120; echo …

echo "== What does the photo show? The key makes the request safe to send again."
answer=$(call -F "image=@$photo" -H "Idempotency-Key: demo-$$" "$server/api/v1/predictions?top=3&customer=demo")
echo "$answer"
id=$(echo "$answer" | sed 's/,.*//' | field id)

echo "== The same as the bare bytes of the photo, with a name for the log:"
call --data-binary "@$photo" -H 'Content-Type: application/octet-stream' -H 'X-Request-Id: demo-2' \
  "$server/api/v1/predictions?top=1&customer=demo"; echo

echo "== It shows a banana, a person says:"
call -H 'Content-Type: application/json' -d '{"label":"banana"}' "$server/api/v1/predictions/$id/feedback" | field label

echo "== What has been answered, the latest first:"
call "$server/api/v1/predictions?limit=2&customer=demo" | head -c 200; echo …

echo "== The photo, small:"
call -o /dev/null -w '%{content_type}, %{size_download} bytes\n' "$server/api/v1/predictions/$id/thumbnail"

echo "== The books as CSV:"
call "$server/api/v1/export/predictions?customer=demo" | head -n 2

echo "== As clients of the Open Inference Protocol ask:"
printf '{"inputs":[{"name":"image","datatype":"BYTES","shape":[1],"data":["%s"]}],"outputs":[{"name":"label"}]}' \
  "$(base64 < "$photo" | tr -d '\n')" |
  call -H 'Content-Type: application/json' -d @- "$server/v2/models/greengrocer/infer"; echo

echo "== What is no photo is refused in words (RFC 9457):"
echo 'no photo' | call --data-binary @- -H 'Content-Type: image/jpeg' "$server/api/v1/predictions" || true; echo

echo "== And the customer is forgotten:"
call -H 'Content-Type: application/json' -d '{"customer":"demo"}' "$server/api/v1/erasures"; echo
