#!/usr/bin/env bash
# Moves the primary to another member, as before planned work on a node.
# usage: failover.sh NAMESPACE NAME
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: $0 NAMESPACE NAME" >&2
  exit 2
fi
namespace=$1
name=$2

in_sentinel() {
  # shellcheck disable=SC2016 # expanded in the container, where the password file is
  kubectl --namespace "$namespace" exec "$name-0" --container sentinel -- \
    sh -c '. /scripts/members.sh; ask 127.0.0.1 "$SENTINEL_PORT" "$@"' sh "$@"
}

before=$(in_sentinel SENTINEL GET-MASTER-ADDR-BY-NAME primary | head -n 1)
echo "primary before: $before"
in_sentinel SENTINEL FAILOVER primary
for _ in $(seq 60); do
  after=$(in_sentinel SENTINEL GET-MASTER-ADDR-BY-NAME primary | head -n 1)
  if [ "$after" != "$before" ]; then
    echo "primary now: $after"
    exit 0
  fi
  sleep 1
done
echo "the primary is still $before after 60 s; see: kubectl -n $namespace logs $name-0 -c sentinel" >&2
exit 1
