#!/bin/bash
# BROKER: gives that broker nothing new and moves its partitions to the others. Can be run again after an interruption.
set -euo pipefail
# shellcheck source=members.sh
. /scripts/members.sh

leaving=$1
plan=$(mktemp -d /tmp/drain.XXXXXX)
trap 'rm -rf "$plan"' EXIT

# Partitions with a copy on the broker: "TOPIC PARTITION".
on_broker() {
  ask_broker kafka-topics --describe | awk -v id="$leaving" '
    match($0, /Replicas: [0-9,]*/) && index("," substr($0, RSTART + 10, RLENGTH - 10) ",", "," id ",") { print $2, $4 }'
}

brokers() {
  ask_broker kafka-broker-api-versions | sed -n 's/^.*(id: \([0-9]*\) rack: .*$/\1/p' | sort -n
}

staying=$(brokers | grep -vx "$leaving" | paste -s -d , -)
[ "$(tr , '\n' <<<"$staying" | wc -l)" -ge 3 ] || refuse "without broker $leaving fewer than three would be left: $staying"
ask_broker kafka-configs --alter --entity-type brokers --entity-name "$leaving" --add-config "cordoned.log.dirs=$disk" >/dev/null
log "broker $leaving gets nothing new"

while [ -n "$(on_broker)" ]; do
  topics=$(on_broker | cut -d ' ' -f 1 | sort -u)
  log "moving what broker $leaving has of: $(tr '\n' ' ' <<<"$topics")"
  # Names of topics hold only letters, digits, dots, underscores and dashes.
  list=$(awk '{ printf "%s{\"topic\":\"%s\"}", separator, $0; separator = "," }' <<<"$topics")
  printf '{"version":1,"topics":[%s]}' "$list" >"$plan/topics.json"
  ask_broker kafka-reassign-partitions --generate --topics-to-move-json-file "$plan/topics.json" --broker-list "$staying" |
    sed -n '/^Proposed/,$p' | tail -n +2 >"$plan/plan.json"
  ask_broker kafka-reassign-partitions --execute --reassignment-json-file "$plan/plan.json" >/dev/null ||
    log 'a former reassignment is still under way'
  while ask_broker kafka-reassign-partitions --list | grep -q '^Topic\|replicas: '; do sleep 5; done
done
log "broker $leaving holds nothing any more"
