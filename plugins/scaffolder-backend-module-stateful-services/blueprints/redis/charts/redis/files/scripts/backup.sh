#!/bin/sh
# Copies the data set to /backup, in a cluster that of each shard: from a replica, so that the primary does not pay for it, or from
# the only member.
set -eu
if [ -e /members/hosts ]; then
  # shellcheck source=cluster.sh
  . /scripts/cluster.sh
else
  # shellcheck source=members.sh
  . /scripts/members.sh
fi

# SHARD: its last member that is in sync with the primary.
source_of_copy() (
  found=
  for host in $(members_of "$1"); do
    replication=$(ask "$host" "$REDIS_PORT" INFO replication | tr -d '\r') || replication=
    if [ "$(members_of "$1" | wc -l)" -eq 1 ] || printf '%s\n' "$replication" | grep -qx master_link_status:up; then
      found=$host
    fi
  done
  printf '%s\n' "$found"
)

# SHARD HOST
copy() {
  name=$1-$now.rdb
  part=/backup/.$name.part
  "$SERVER-cli" -h "$2" -p "$REDIS_PORT" --askpass --rdb "$part" <"$PASSWORD_FILE" >&2
  "$SERVER-check-rdb" "$part" >/dev/null || {
    log "the copy of $2 is damaged and was discarded"
    exit 1
  }
  sync "$part" 2>/dev/null || sync
  mv "$part" "/backup/$name"
  log "copied $2 to $name, $(wc -c <"/backup/$name") bytes"
}

# SHARD: its oldest copies go.
prune() {
  set -- "/backup/$1"-[0-9]*T*.rdb
  while [ $# -gt "$KEEP" ]; do
    rm "$1"
    log "removed ${1##*/}"
    shift
  done
}

now=$(date -u +%Y%m%dT%H%M%SZ)
part=
trap 'rm -f "$part"' EXIT
for each in $(all_shards); do
  host=$(source_of_copy "$each")
  [ -n "$host" ] || {
    log "no replica of $each is in sync: it was not copied"
    exit 1
  }
  copy "$each" "$host"
done
for each in $(all_shards); do
  prune "$each"
done
