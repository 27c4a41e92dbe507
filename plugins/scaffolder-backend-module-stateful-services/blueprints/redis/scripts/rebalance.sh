#!/usr/bin/env bash
# Shares the slots of a cluster out among all of its shards, as after cluster.shards was raised and deployed.
# Says what it would do; with --yes it does it. After an interruption, run it again with the same arguments.
# usage: rebalance.sh NAMESPACE NAME [--yes]
set -euo pipefail

if [ $# -lt 2 ] || [ $# -gt 3 ] || { [ $# -eq 3 ] && [ "$3" != --yes ]; }; then
  echo "usage: $0 NAMESPACE NAME [--yes]" >&2
  exit 2
fi
namespace=$1
name=$2

unready=$(kubectl --namespace "$namespace" get pods --selector "app.kubernetes.io/name=redis,app.kubernetes.io/instance=$name" \
  --output json | jq --raw-output \
  '.items[] | select([.status.conditions[]? | select(.type == "Ready" and .status == "True")] == []) | .metadata.name')
if [ -n "$unready" ]; then
  echo "refused: not ready: $(tr '\n' ' ' <<<"$unready")" >&2
  exit 1
fi
kubectl --namespace "$namespace" exec "$name-shard-0-0" --container redis -- sh -c '. /scripts/cluster.sh; ask 127.0.0.1 6379 CLUSTER NODES' |
  awk '$3 ~ /master/ {
    slots = 0
    for (i = 9; i <= NF; i++) { if ($i !~ /^\[/) { n = split($i, range, "-"); slots += n == 1 ? 1 : range[2] - range[1] + 1 } }
    split($2, address, ",")
    split(address[2], host, ".")
    print host[1] ": " slots " slots"
  }'
if [ "${3:-}" != --yes ]; then
  echo 'every shard would get the same number of slots; nothing was changed; add --yes to do it'
  exit 0
fi
kubectl --namespace "$namespace" exec "$name-shard-0-0" --container redis -- /scripts/rebalance.sh
