#!/bin/sh
# Ready: it has its place in a cluster that serves, as a primary or as a replica whose link to the primary is up.
set -eu
# shellcheck source=cluster.sh
. /scripts/cluster.sh
[ -e /data/joined-cluster ]
told=$(ask_all 127.0.0.1 "$REDIS_PORT" 'CLUSTER INFO' 'INFO replication')
has_line cluster_state:ok "$told"
leads_or_is_linked "$told"
