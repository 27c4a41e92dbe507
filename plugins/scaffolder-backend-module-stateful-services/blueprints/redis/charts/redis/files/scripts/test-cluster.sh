#!/bin/sh
# Helm test: all slots are served, and every shard takes a key and gives it back, as a client that follows redirections sees it.
set -eu
# shellcheck source=cluster.sh
. /scripts/cluster.sh

follow_redirections() {
  host=$1
  shift
  timeout 5 "$SERVER-cli" -c -h "$host" -p "$REDIS_PORT" --askpass --raw -e "$@" <"$PASSWORD_FILE" 2>/dev/null
}

first=$(all_members | head -n 1)
[ "$(ask "$first" "$REDIS_PORT" CLUSTER INFO | tr -d '\r' | sed -n 's/^cluster_slots_ok://p')" = 16384 ] || {
  log "$first does not know who serves all slots"
  exit 1
}
# So many keys that one falls to each shard.
i=0
while [ "$i" -lt 100 ]; do
  key="helm-test:$POD_NAME:$i"
  [ "$(follow_redirections "$first" SET "$key" written EX 60)" = OK ]
  [ "$(follow_redirections "$first" GET "$key")" = written ]
  i=$((i + 1))
done
log 'written and read back'
