#!/bin/sh
# Ready: it has its place in a cluster that serves, as a primary or as a replica whose link to the primary is up.
set -eu
# shellcheck source=cluster.sh
. /scripts/cluster.sh
[ -e /data/joined-cluster ]
ask 127.0.0.1 "$REDIS_PORT" CLUSTER INFO | tr -d '\r' | grep -qx cluster_state:ok
ask 127.0.0.1 "$REDIS_PORT" INFO replication | tr -d '\r' | grep -qx -e role:master -e master_link_status:up
