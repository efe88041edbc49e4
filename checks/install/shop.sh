#!/bin/sh
# A shop's day in plain curl, for checks/install/run; it runs on the machine on which Greengrocer was installed.
#
#   shop.sh key PASSWORD        signs in as the first administrator with a password for one sign-in, and prints an API key
#   shop.sh photo KEY PHOTO     prints the label of a photo
#   shop.sh sell KEY NUMBER     sells NUMBER bananas as the order NUMBER, and prints the receipt's number and total
#   shop.sh sales KEY           prints all sales: receipt, time, day, total
#
# GREENGROCER_URL   where the server is (default: http://127.0.0.1:8080)
set -eu
server=${GREENGROCER_URL:-http://127.0.0.1:8080}
call() { curl --silent --show-error --fail-with-body --max-time 60 --insecure "$@"; }

case $1 in
  key)
    jar=$(mktemp)
    token() { call -b "$jar" -c "$jar" "$server$1" | sed -n 's/.*name="_csrf"[^>]*value="\([^"]*\)".*/\1/p' | head -n 1; }
    form() { page=$1; shift; call -b "$jar" -c "$jar" -o /dev/null --data-urlencode "_csrf=$(token "$page")" "$@" "$server$page"; }
    form /sign-in -d name=admin --data-urlencode "password=$2"
    form /account/password --data-urlencode "present=$2" -d 'wanted=ten bananas a day' -d 'again=ten bananas a day'
    page=$(call -b "$jar" -c "$jar" "$server/keys")
    call -b "$jar" -H "X-CSRF-TOKEN: $(echo "$page" | sed -n 's/.*name="_csrf"[^>]*value="\([^"]*\)".*/\1/p' | head -n 1)" \
      -H 'Content-Type: application/json' -d '{"name":"checks","role":"administrator"}' "$server/api/v1/keys"
    rm -f "$jar"
    ;;
  photo)
    call -H "Authorization: Bearer $2" -F "image=@$3" "$server/api/v1/predictions?top=1" |
      sed -n 's/.*"label":"\([^"]*\)".*/\1/p'
    ;;
  sell)
    call -H "Authorization: Bearer $2" -H 'Content-Type: application/json' -H "Idempotency-Key: order-$3" \
      -d "{\"lines\":[{\"name\":\"banana\",\"pieces\":$3,\"price\":\"0.30\"}],\"payment\":\"card\"}" "$server/api/v1/sales" |
      sed 's/.*"receipt":\([0-9]*\).*"total":"\([0-9.]*\)".*/\1 \2/'
    ;;
  sales)
    call -H "Authorization: Bearer $2" "$server/api/v1/sales?limit=200"
    ;;
esac
