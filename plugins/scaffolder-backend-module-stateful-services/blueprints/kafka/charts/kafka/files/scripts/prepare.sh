#!/bin/bash
# Before the server of a pod starts: writes its configuration, and formats its disk if that is empty.
set -euo pipefail
# shellcheck source=members.sh
. /scripts/members.sh

write_configuration() {
  {
    cat "/configuration/$ROLE.properties"
    printf 'node.id=%s\n' "$node_id"
    sed -n "s#://:#://$self:#g; s/^listeners=/advertised.listeners=/p" "/configuration/$ROLE.properties"
    if [ "$ROLE" = broker ] && [ -n "$ZONE" ]; then printf 'broker.rack=%s\n' "$ZONE"; fi
  } >"$configuration"
}

# Where all brokers have a zone but one, Kafka spreads copies wrongly and says nothing.
check_zone() {
  if [ "$ROLE" = broker ] && [ -z "$ZONE" ] && [ "$SINGLE_ZONE" != true ]; then
    refuse 'this pod has no label topology.kubernetes.io/zone, which Kubernetes 1.35 copies from the node;' \
      'set topology.singleZone if all nodes are in one zone'
  fi
}

check_disk() {
  # Of a formatting that did not come to its end: nothing has ever been written to it.
  if [ -e "$disk/formatting" ]; then
    find "$disk" -mindepth 1 ! -name formatting -delete
  elif [ ! -e "$disk/meta.properties" ]; then
    local left
    left=$(find "$disk" -mindepth 1 -maxdepth 1 | head -n 1)
    [ -z "$left" ] || refuse "the disk holds $left and no meta.properties: it is damaged"
  elif ! grep -qx "cluster.id=$CLUSTER_ID" "$disk/meta.properties"; then
    refuse "the disk belongs to another cluster: it has $(grep '^cluster.id=' "$disk/meta.properties"), not $CLUSTER_ID"
  fi
}

# Until a controller runs, tells whoever asks that there is nothing on this disk.
await_founding() {
  until any_controller_listens; do
    printf 'empty %s %s\n' "$self" "$CLUSTER_ID" | timeout 5 nc -l -p "$FOUNDING_PORT" >/dev/null || :
  done
}

# HOST: says that its disk is empty.
says_empty() {
  local answer
  # shellcheck disable=SC2016 # expanded by the inner shell
  answer=$(timeout 3 bash -c 'exec 3<>"/dev/tcp/$0/$1"; read -r line <&3; printf "%s" "$line"' "$1" "$FOUNDING_PORT" 2>/dev/null) || :
  [ "$answer" = "empty $1 $CLUSTER_ID" ]
}

# The other nodes that do not say so: they hold data, or they are not there.
others_not_known_empty() {
  local host
  while read -r host; do
    [ "$host" = "$self" ] || says_empty "$host" || printf '%s ' "${host%%.*}"
  done </members/members
}

# Founding twice loses data. So there is one node that may, and it does only when every other node of the cluster answers at
# the same time that its disk is empty. A node that is silent may have data.
is_to_found() {
  local missing last=
  until any_controller_listens; do
    missing=$(others_not_known_empty)
    [ -n "$missing" ] || return 0
    [ "$missing" = "$last" ] || log "waiting: founds only if all disks are empty, and these do not say so: $missing"
    last=$missing
    sleep 2
  done
  return 1
}

# One voter could acknowledge what is on its disk alone; a topic must not be older than the second one.
await_voters() {
  until most_controllers_listen && [ "$(voters)" -ge 2 ]; do
    log 'waiting: for a second voter in the quorum'
    sleep 5
  done
}

voters() {
  local answer
  answer=$(ask_quorum --status 2>&1) ||
    log "the controllers do not answer: $(grep -m 1 Exception <<<"$answer" || printf 'nothing within 30 s')"
  # CurrentVoters:          [{"id": 0, …}, {"id": 1, …}]
  grep '^CurrentVoters:' <<<"$answer" | grep -o '"id"' | wc -l
}

format() {
  touch "$disk/formatting"
  tool kafka-storage format --config "$configuration" --cluster-id "$CLUSTER_ID" "$@"
  sync
  rm "$disk/formatting"
}

check_zone
write_configuration
check_disk
[ ! -e "$disk/meta.properties" ] || [ -e "$disk/formatting" ] || exit 0
case $POD_NAME in
"$FOUNDER")
  if is_to_found; then
    log 'all disks are empty: founding the cluster'
    format --standalone
  else
    format --no-initial-controllers
  fi
  ;;
*)
  await_founding
  if [ "$ROLE" = broker ]; then
    await_voters
    format
  else
    format --no-initial-controllers
  fi
  ;;
esac
