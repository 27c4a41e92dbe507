#!/bin/sh
# This replica leads its shard from now on, although its primary is lost. Only scripts/take-over.sh calls it.
set -eu
# shellcheck source=cluster.sh
. /scripts/cluster.sh

[ -e /data/joined-cluster ] || {
  log 'refused: this disk has never had all data of its shard'
  exit 1
}
# Without a majority of primaries nobody votes, and only the stronger word is left.
for word in FORCE TAKEOVER; do
  ask 127.0.0.1 "$REDIS_PORT" CLUSTER FAILOVER "$word" >/dev/null || :
  waited=0
  while [ "$waited" -lt 10 ]; do
    ! leads 127.0.0.1 || exit 0
    sleep 1
    waited=$((waited + 1))
  done
done
log 'this member does not lead; its log says why'
exit 1
