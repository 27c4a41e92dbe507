#!/usr/bin/env bash
# Moves the primary to another member, as before planned work on a node. No acknowledged write is lost.
# usage: failover.sh NAMESPACE NAME, with the NAME of the service or of the StatefulSet of a shard
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: $0 NAMESPACE NAME" >&2
  exit 2
fi
namespace=$1
name=$2

if [[ $name =~ -shard-[0-9]+$ ]]; then
  container=redis
  # shellcheck disable=SC2016 # expanded in the pod
  question='. /scripts/cluster.sh; leader=$(primaries_of "$shard"); echo "${leader:-none}"'
  script=/scripts/hand-over-node.sh
else
  container=sentinel
  question='. /scripts/members.sh; primary_named_by 127.0.0.1'
  script=/scripts/hand-over.sh
fi

# The pod that the Sentinel of member 0 names as the primary; of a shard, the one that says so.
primary() {
  kubectl --namespace "$namespace" exec "$name-0" --container "$container" -- sh -c "$question" | cut -d . -f 1
}

before=$(primary)
echo "primary before: $before"
if [ "$before" = none ] || [ "$before" = silent ]; then
  echo "no primary is known; see docs/runbooks/full-outage.md" >&2
  exit 1
fi
kubectl --namespace "$namespace" exec "$before" --container redis -- $script
after=$(primary)
echo "primary now: $after"
[ "$after" != "$before" ]
