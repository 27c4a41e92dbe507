#!/bin/sh
# Reads BACKUP_FILE of /backup into the cluster: each key goes to the shard that has its slot now. Only scripts/restore-cluster.sh starts it.
set -eu
# shellcheck source=cluster.sh
. /scripts/cluster.sh

own_port=6399

own() {
  "$SERVER-cli" -p "$own_port" --raw -e "$@" 2>/dev/null | tr -d '\r'
}

refuse() {
  log "$1; nothing was imported"
  exit 1
}

file=/backup/$BACKUP_FILE
[ -f "$file" ] || refuse "there is no $BACKUP_FILE in the claim of the backups"
"$SERVER-check-rdb" "$file" >/dev/null || refuse "$BACKUP_FILE is damaged"
target=$(ask "$(all_members | head -n 1)" "$REDIS_PORT" CLUSTER NODES | awk '$3 ~ /myself/ { sub(/[@,].*/, "", $2); print $2 }')
[ -n "$target" ] || refuse 'the first member does not answer'
# It listens to this pod alone, and writes nothing.
docker-entrypoint.sh "$SERVER-server" --port "$own_port" --bind 127.0.0.1 --dir /backup --dbfilename "$BACKUP_FILE" \
  --appendonly no --save '' >&2 &
process=$!
until [ "$(own PING)" = PONG ]; do
  kill -0 "$process" 2>/dev/null || refuse "Redis could not read $BACKUP_FILE"
  sleep 1
done
records=$(own DBSIZE)
# Keys that an interrupted run has brought over are written again.
"$SERVER-cli" --cluster import "$target" --cluster-from "127.0.0.1:$own_port" --cluster-copy --cluster-replace --askpass \
  <"$PASSWORD_FILE" >/tmp/import.log 2>&1 || {
  tail -n 5 /tmp/import.log >&2
  log "not everything of $BACKUP_FILE was imported"
  exit 1
}
own SHUTDOWN NOSAVE >/dev/null || :
wait "$process" || :
log "imported $records keys from $BACKUP_FILE"
