#!/usr/bin/env bash
# Makes, in a realm of Keycloak, a client that gets tokens for QuantoniumOS by client credentials,
# and once the client "quantonium" whose roles say what may be done. Log kcadm.sh in before.
#
# usage: add-client.sh KCADM REALM CLIENT ROLE...
# e.g.   add-client.sh /opt/keycloak/bin/kcadm.sh lab notebook runner reader
set -euo pipefail
if (($# < 4)); then
  sed -n 's/^# usage: /usage: /p' "$0" >&2
  exit 2
fi
kcadm=$1 realm=$2 client=$3
shift 3

# What is there stays as it is.
"$kcadm" create partialImport -r "$realm" -s ifResourceExists=SKIP -o -f "$(dirname "$0")/quantonium.json"
"$kcadm" create clients -r "$realm" \
  -s "clientId=$client" -s publicClient=false -s serviceAccountsEnabled=true -s standardFlowEnabled=false \
  -s 'attributes."access.token.signed.response.alg"=ES256' \
  -s 'attributes."access.token.header.type.rfc9068"=true'
roles=()
for role; do roles+=(--rolename "$role"); done
"$kcadm" add-roles -r "$realm" --uusername "service-account-$client" --cclientid quantonium "${roles[@]}"
