#!/bin/sh
# Turns BACKUP_FILE of /backup into the data of a member whose disk is empty. Only scripts/restore.sh starts it. Needs SERVER, which is redis
# or valkey.
set -eu

socket=/tmp/restore.sock

log() {
  printf '%s\n' "$*" >&2
}

refuse() {
  log "$1; nothing was changed"
  exit 1
}

own() {
  timeout 5 "$SERVER-cli" -s "$socket" --raw -e "$@" 2>/dev/null | tr -d '\r'
}

persistence_says() {
  own INFO persistence | grep -qx "$1"
}

file=/backup/$BACKUP_FILE
[ -f "$file" ] || refuse "there is no $BACKUP_FILE in the claim of the backups"
"$SERVER-check-rdb" "$file" >/dev/null || refuse "$BACKUP_FILE is damaged"
# A restore that was interrupted begins again; what a member wrote is never touched.
if [ -e /data/restoring ]; then
  rm -rf /data/appendonlydir /data/dump.rdb
else
  for entry in /data/* /data/.[!.]*; do
    [ ! -e "$entry" ] || refuse "the disk is not empty: it holds ${entry##*/}"
  done
fi
touch /data/restoring
cp "$file" /data/dump.rdb
docker-entrypoint.sh "$SERVER-server" --port 0 --unixsocket "$socket" --dir /data --appendonly no --save '' &
process=$!
# With an append-only file from the start Redis would ignore the copy; so it is read first and then written as one.
until [ "$(own PING)" = PONG ]; do
  kill -0 "$process" 2>/dev/null || refuse "Redis could not read $BACKUP_FILE"
  sleep 1
done
records=$(own DBSIZE)
own CONFIG SET appendonly yes >/dev/null
until persistence_says aof_enabled:1 && persistence_says aof_rewrite_in_progress:0 &&
  persistence_says aof_rewrite_scheduled:0; do
  kill -0 "$process" 2>/dev/null || refuse 'Redis ended while it wrote the append-only file'
  sleep 1
done
persistence_says aof_last_bgrewrite_status:ok || refuse 'Redis could not write the append-only file'
[ "$(own DBSIZE)" = "$records" ] || log 'some keys have expired meanwhile'
own SHUTDOWN NOSAVE >/dev/null || :
wait "$process" || :
rm -f /data/dump.rdb
sync
rm /data/restoring
log "restored $records keys from $BACKUP_FILE"
