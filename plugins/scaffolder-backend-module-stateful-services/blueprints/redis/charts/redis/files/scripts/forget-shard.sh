#!/bin/sh
# SHARD: this node strikes off its members, which have left. Only scripts/scale-down.sh calls it.
set -eu
# shellcheck source=cluster.sh
. /scripts/cluster.sh

nodes=$(nodes_known_by 127.0.0.1 | awk -v shard="^$1-[0-9]+\\\\." '$2 ~ shard { print $1, $5 }')
if printf '%s\n' "$nodes" | grep -q ' 1$'; then
  log "$1 still has slots"
  exit 1
fi
for id in $(printf '%s\n' "$nodes" | awk '$2 == 0 { print $1 }'); do
  ask 127.0.0.1 "$REDIS_PORT" CLUSTER FORGET "$id" >/dev/null
done
