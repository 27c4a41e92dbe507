#!/usr/bin/env bash
# Moves the primary to another member, as before planned work on a node. No acknowledged write is lost.
# usage: failover.sh NAMESPACE NAME
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: $0 NAMESPACE NAME" >&2
  exit 2
fi
namespace=$1
name=$2

# The pod that the Sentinel of member 0 names as the primary.
primary() {
  kubectl --namespace "$namespace" exec "$name-0" --container sentinel -- \
    sh -c '. /scripts/members.sh; primary_named_by 127.0.0.1' | cut -d . -f 1
}

before=$(primary)
echo "primary before: $before"
if [ "$before" = none ] || [ "$before" = silent ]; then
  echo "no primary is known; see docs/runbooks/full-outage.md" >&2
  exit 1
fi
kubectl --namespace "$namespace" exec "$before" --container redis -- /scripts/hand-over.sh
after=$(primary)
echo "primary now: $after"
[ "$after" != "$before" ]
