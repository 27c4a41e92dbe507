#!/bin/sh
# Before the pod ends: if it is the primary, asks the Sentinels once for another and waits until it leads.
set -eu
# shellcheck source=members.sh
. /scripts/members.sh

[ "$(role_of 127.0.0.1)" = master ] || exit 0
asked=
waited=0
while [ "$waited" -lt 45 ]; do
  [ "$(role_of 127.0.0.1)" = master ] || exit 0
  # Refused while another failover runs or no replica is fit: then it is asked again, otherwise never twice.
  if [ -z "$asked" ] && ask 127.0.0.1 "$SENTINEL_PORT" SENTINEL FAILOVER "$GROUP" >/dev/null; then
    asked=yes
  fi
  sleep 1
  waited=$((waited + 1))
done
log 'no other member took over within 45 s'
