#!/bin/sh
# Before the pod ends: if it leads a shard, lets its best replica take over, without losing an acknowledged write.
set -eu
# shellcheck source=cluster.sh
. /scripts/cluster.sh

# Address of the replica that has got most of what was written.
best_replica() {
  ask 127.0.0.1 "$REDIS_PORT" INFO replication | tr -d '\r' |
    sed -n 's/^slave[0-9]*:ip=\([^,]*\),.*state=online,offset=\([0-9]*\),.*/\2 \1/p' | sort -rn | awk '{ print $2; exit }'
}

waited=0
while leads 127.0.0.1 && [ "$waited" -lt 45 ]; do
  # The replica gives up after 5 s, as when others are elected at the same time; then it is asked again, never before.
  if [ $((waited % 6)) -eq 0 ]; then
    replica=$(best_replica)
    [ -z "$replica" ] || ask "$replica" "$REDIS_PORT" CLUSTER FAILOVER >/dev/null || log "$replica did not begin to take over"
  fi
  sleep 1
  waited=$((waited + 1))
done
! leads 127.0.0.1 || log 'no other member took over within 45 s'
