#!/bin/sh
# REPLICAS: the Sentinel of this pod forgets members that have left, and is done when it knows all that stayed. Only scripts/scale-down.sh
# calls it, on one member after the other.
set -eu
# shellcheck source=members.sh
. /scripts/members.sh

others=$(($1 - 1))

# Both what it knows of replicas and of other Sentinels.
knows_who_stayed() {
  ask 127.0.0.1 "$SENTINEL_PORT" SENTINEL MASTER "$GROUP" | awk -v wanted="$others" '
    previous == "num-slaves" || previous == "num-other-sentinels" { if ($0 == wanted) right++ }
    { previous = $0 }
    END { exit right != 2 }'
}

# It learns the replicas from the primary: who does not follow that one yet would be forgotten with those that have left.
all_follow() (
  host=$(primary_named_by 127.0.0.1)
  [ "$(ask "$host" "$REDIS_PORT" INFO replication | tr -d '\r' | sed -n 's/^connected_slaves://p')" = "$others" ]
)

forget() {
  ask 127.0.0.1 "$SENTINEL_PORT" SENTINEL SET "$GROUP" quorum $(($1 / 2 + 1)) >/dev/null &&
    ask 127.0.0.1 "$SENTINEL_PORT" SENTINEL RESET "$GROUP" >/dev/null
}

# Once is enough. It may answer late, busy with looking up the names of those that have left.
is_reset=
waited=0
until knows_who_stayed; do
  [ -n "$is_reset" ] || ! all_follow || ! forget "$1" || is_reset=yes
  [ "$waited" -lt 240 ] || {
    log "$POD_NAME does not know the $others others"
    exit 1
  }
  sleep 1
  waited=$((waited + 1))
done
