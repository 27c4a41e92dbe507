#!/usr/bin/env bash
# Moves the primary to another member, as before planned work on a node. No acknowledged write is lost.
# usage: failover.sh NAMESPACE NAME ORDINAL
set -euo pipefail

if [ $# -ne 3 ] || ! [[ $3 =~ ^[0-9]+$ ]]; then
  echo "usage: $0 NAMESPACE NAME ORDINAL" >&2
  exit 2
fi
namespace=$1
name=$2
ordinal=$3

# SQL on the server of the member that shall lead: any member may ask for it.
sql() {
  kubectl --namespace "$namespace" exec "$name-$ordinal" --container keeper -- \
    mysql --no-defaults --user=root --socket=/run/mysqld/mysqld.sock --batch --skip-column-names --execute "$1"
}

state=$(sql "SELECT MEMBER_STATE FROM performance_schema.replication_group_members WHERE MEMBER_ID = @@server_uuid")
if [ "$state" != ONLINE ]; then
  echo "refused: $name-$ordinal is ${state:-in no group}, and only a member of the group can lead it" >&2
  exit 1
fi
# Transactions that run after 30 s are ended.
sql "SELECT group_replication_set_as_primary(@@server_uuid, 30)"
