#!/bin/sh
# Starts a member of a cluster. Which place it takes there is decided beside the running server.
set -eu
# shellcheck source=cluster.sh
. /scripts/cluster.sh
# shellcheck source=configuration.sh
. /scripts/configuration.sh
# shellcheck source=join.sh
. /scripts/join.sh
# shellcheck source=keep-password.sh
. /scripts/keep-password.sh

be_node() {
  # shellcheck disable=SC2154 # self comes from server.sh
  printf 'cluster-announce-ip %s\ncluster-announce-hostname %s\n' "$POD_IP" "$self"
  printf 'masterauth %s\n' "$(quoted "$PASSWORD_FILE")"
  cat /configuration/cluster.conf
  # Until it has its place: without data it must not be elected, nor when its primary, which counts as failing, is back and
  # takes writes that have not come here yet.
  printf 'cluster-replica-no-failover yes\n'
}

# With what the disk knows of the cluster, but without the data, it would lead its slots, and they would be empty.
if [ -e /data/nodes.conf ] && [ ! -e /data/appendonlydir/appendonly.aof.manifest ]; then
  log 'this disk has no data any more: it joins as a new member'
  # shellcheck disable=SC2154 # joined comes from join.sh
  rm -f /data/nodes.conf "$joined"
fi
write_configuration be_node
take_part &
keep_password "$REDIS_PORT" &
exec docker-entrypoint.sh "$SERVER-server" "$configuration"
