#!/bin/bash
# BROKER: takes a broker that has ended out of the cluster. One that still runs would hang when it stops.
set -euo pipefail
# shellcheck source=members.sh
. /scripts/members.sh

ask_cluster() {
  tool kafka-cluster "$@" --bootstrap-server "$self:$INTERNAL_PORT" --config /configuration/client.properties
}

if listens "${POD_NAME%-*}-$(($1 - 100)).$DOMAIN" "$INTERNAL_PORT"; then
  refuse "broker $1 still runs"
fi
ask_cluster unregister --id "$1"
