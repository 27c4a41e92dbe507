#!/bin/sh
# Ready: a primary, or a replica whose link to the primary is up.
set -eu
# shellcheck source=server.sh
. /scripts/server.sh
replication=$(ask 127.0.0.1 "$REDIS_PORT" INFO replication | tr -d '\r')
printf '%s\n' "$replication" | grep -qx -e role:master -e master_link_status:up
