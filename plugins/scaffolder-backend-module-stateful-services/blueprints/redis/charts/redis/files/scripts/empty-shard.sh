#!/bin/sh
# SHARD: moves all of its slots to the others. Only scripts/scale-down.sh calls it, in a member of another shard.
set -eu
# shellcheck source=cluster.sh
. /scripts/cluster.sh
# shellcheck source=slots.sh
. /scripts/slots.sh

leaving=$1

# Writes would fail in the middle of the move if the others had no room.
has_room() (
  others=$(($(all_shards | wc -l) - 1))
  share=$(($(memory_of "$leaving" used_memory) / others))
  for each in $(all_shards | grep -vx "$leaving"); do
    room=$(($(memory_of "$each" maxmemory) * 9 / 10 - $(memory_of "$each" used_memory)))
    [ "$room" -ge "$share" ] || {
      log "$each has room for $room bytes, and would get about $share"
      return 1
    }
  done
)

id=$(id_of_primary "$leaving")
[ "$(printf '%s' "$id" | grep -c .)" = 1 ] || {
  log "$leaving has not exactly one primary"
  exit 1
}
are_served
manage fix
[ -z "$(primaries_of "$leaving")" ] || {
  has_room
  manage rebalance --cluster-threshold 1 --cluster-weight "$id=0"
}
[ -z "$(primaries_of "$leaving")" ] || {
  log "$leaving still has slots"
  exit 1
}
log "$leaving has no slots any more"
