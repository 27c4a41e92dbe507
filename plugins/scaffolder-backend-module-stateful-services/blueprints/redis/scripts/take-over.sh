#!/usr/bin/env bash
# Last resort: makes a replica the primary of its shard, when the primary is lost and nobody takes its place
# (docs/runbooks/slots-uncovered.md). What the lost primary had and this replica lacks is lost.
# usage: take-over.sh NAMESPACE POD
set -euo pipefail

if [ $# -ne 2 ] || ! [[ $2 =~ -shard-[0-9]+-[0-9]+$ ]]; then
  echo "usage: $0 NAMESPACE POD, with a POD such as orders-shard-1-0" >&2
  exit 2
fi
namespace=$1
pod=$2

printf 'Type %s to make it the primary of its shard: ' "$pod"
read -r confirmation
if [ "$confirmation" != "$pod" ]; then
  echo 'nothing was changed' >&2
  exit 1
fi
kubectl --namespace "$namespace" exec "$pod" --container redis -- /scripts/take-over.sh
echo "$pod leads its shard"
