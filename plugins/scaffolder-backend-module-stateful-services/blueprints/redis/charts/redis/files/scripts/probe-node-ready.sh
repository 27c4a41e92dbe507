#!/bin/sh
# Ready: it has its place in a cluster that serves, as a primary or as a replica whose link to the primary is up.
set -eu
# shellcheck source=cluster.sh
. /scripts/cluster.sh
[ -e /data/joined-cluster ]
case $(ask 127.0.0.1 "$REDIS_PORT" CLUSTER INFO) in
*cluster_state:ok*) leads_or_is_linked ;;
*) exit 1 ;;
esac
