#!/bin/sh
# Verifies an exported log with Go's checksum database code, from Debian's packages.
#
#   ./mvnw test -Dtest=InteropTest        writes target/merkle-interop
#   src/interop/verify.sh DIR VKEY [OLDER-CHECKPOINT...]
#
# Exit status: 0 verified, 1 not verified, 2 called wrongly.
set -eu
gopath=/usr/share/gocode
if ! command -v go >/dev/null 2>&1 || [ ! -d "$gopath/src/golang.org/x/mod/sumdb/tlog" ]; then
  apt-get update -qq >&2
  apt-get install -y -qq --no-install-recommends golang-go golang-golang-x-mod-dev >&2
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
GO111MODULE=off GOPATH=$gopath go build -o "$work/verify" "$(dirname "$0")/main.go"
"$work/verify" "$@"
