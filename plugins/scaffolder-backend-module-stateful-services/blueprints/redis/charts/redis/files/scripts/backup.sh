#!/bin/sh
# Copies the data set to /backup: from a replica, so that the primary does not pay for it, or from the only member.
set -eu
# shellcheck source=members.sh
. /scripts/members.sh

# The last member that is in sync with the primary.
source_of_copy() (
  i=$((REPLICAS - 1))
  while [ "$i" -ge 0 ]; do
    host=$(member "$i")
    replication=$(ask "$host" "$REDIS_PORT" INFO replication | tr -d '\r') || replication=
    if [ "$REPLICAS" -eq 1 ] || printf '%s\n' "$replication" | grep -qx master_link_status:up; then
      printf '%s\n' "$host"
      return
    fi
    i=$((i - 1))
  done
)

host=$(source_of_copy)
[ -n "$host" ] || {
  log 'no replica is in sync: nothing was copied'
  exit 1
}
name=$SET_NAME-$(date -u +%Y%m%dT%H%M%SZ).rdb
part=/backup/.$name.part
trap 'rm -f "$part"' EXIT
"$SERVER-cli" -h "$host" -p "$REDIS_PORT" --askpass --rdb "$part" <"$PASSWORD_FILE" >&2
"$SERVER-check-rdb" "$part" >/dev/null || {
  log "the copy of $host is damaged and was discarded"
  exit 1
}
sync "$part" 2>/dev/null || sync
mv "$part" "/backup/$name"
log "copied $host to $name, $(wc -c <"/backup/$name") bytes"

set -- "/backup/$SET_NAME"-*.rdb
while [ $# -gt "$KEEP" ]; do
  rm "$1"
  log "removed ${1##*/}"
  shift
done
