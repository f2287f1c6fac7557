#!/bin/sh
# Makes the ACL file of a Redis from users.acl and a password that stands in a file of one line; only
# its SHA-256 gets into the ACL. The password should be long and random:
#
#   umask 077; openssl rand -hex 32 > redis-password
#   docker/redis/make-users.sh redis-password > /etc/redis/users.acl
set -eu
digest=$(head -n 1 "$1" | tr -d '\r\n' | sha256sum | cut -d ' ' -f 1)
sed "s/PASSWORD_SHA256/$digest/" "$(dirname "$0")/users.acl"
