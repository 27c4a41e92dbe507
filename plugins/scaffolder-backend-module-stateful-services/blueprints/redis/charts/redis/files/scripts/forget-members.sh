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

ask 127.0.0.1 "$SENTINEL_PORT" SENTINEL SET "$GROUP" quorum $(($1 / 2 + 1)) >/dev/null
if knows_who_stayed; then exit 0; fi
ask 127.0.0.1 "$SENTINEL_PORT" SENTINEL RESET "$GROUP" >/dev/null
waited=0
until knows_who_stayed; do
  [ "$waited" -lt 60 ] || {
    log "$POD_NAME does not know the $others others after 60 s"
    exit 1
  }
  sleep 1
  waited=$((waited + 1))
done
