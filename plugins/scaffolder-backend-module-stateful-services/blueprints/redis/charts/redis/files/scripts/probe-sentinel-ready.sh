#!/bin/sh
# Ready: it can tell a client who the primary is, whom it knows then, and knows enough replicas to name another one.
# It learns them from the primary alone, every 10 s: if that one were lost before, nobody could be elected.
set -eu
# shellcheck source=members.sh
. /scripts/members.sh
known=$(ask 127.0.0.1 "$SENTINEL_PORT" SENTINEL MASTER "$GROUP" |
  awk 'previous == "num-slaves" { print; exit } { previous = $0 }')
# shellcheck disable=SC2154 # majority comes from members.sh
[ "${known:-0}" -ge $((majority - 1)) ]
