#!/bin/sh
# Sourced after cluster.sh: moves slots. An interrupted move is finished first; nothing is moved while a slot is not served.

# COMMAND OPTION...: of the cluster manager, over the address of this pod: by the one of the loopback it would move keys in circles.
manage() {
  action=$1
  shift
  "$SERVER-cli" --cluster "$action" "$POD_IP:$REDIS_PORT" --askpass "$@" <"$PASSWORD_FILE" >/tmp/slots.log 2>&1 || {
    tail -n 5 /tmp/slots.log >&2
    log "$SERVER-cli --cluster $action failed"
    return 1
  }
}

# Fails unless every node knows that all slots are served.
are_served() (
  for host in $(nodes_known_by 127.0.0.1 | awk '{ print $2 }'); do
    served=$(ask "$host" "$REDIS_PORT" CLUSTER INFO | tr -d '\r' | sed -n 's/^cluster_slots_ok://p')
    [ "$served" = 16384 ] || {
      log "$host does not know who serves all slots"
      return 1
    }
  done
)

# The id of the primary that the members of a shard have, whether it has slots or not. Takes the shard.
id_of_primary() (
  nodes_known_by 127.0.0.1 | awk -v shard="^$1-[0-9]+\\\\." '$2 ~ shard && $3 ~ /master/ && $3 !~ /fail/ { print $1 }'
)

# SHARD FIELD: a figure of its primary, by INFO memory.
memory_of() (
  for host in $(members_of "$1"); do
    [ "$(role_of "$host")" != master ] || ask "$host" "$REDIS_PORT" INFO memory | tr -d '\r' | sed -n "s/^$2://p"
  done
)
