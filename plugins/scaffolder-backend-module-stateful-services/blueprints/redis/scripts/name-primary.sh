#!/usr/bin/env bash
# Last resort: tells every Sentinel which member is the primary, when they agree on none (docs/runbooks/full-outage.md).
# What other members hold and this one lacks is lost.
# usage: name-primary.sh NAMESPACE NAME ORDINAL
set -euo pipefail

if [ $# -ne 3 ] || ! [[ $3 =~ ^[0-9]+$ ]]; then
  echo "usage: $0 NAMESPACE NAME ORDINAL" >&2
  exit 2
fi
namespace=$1
name=$2
ordinal=$3

replicas=$(kubectl --namespace "$namespace" get statefulset "$name" --output 'jsonpath={.spec.replicas}')
if [ "$ordinal" -ge "$replicas" ]; then
  echo "there is no member $ordinal: $namespace/$name has $replicas" >&2
  exit 2
fi
printf 'Type %s-%s to make it the primary of %s/%s: ' "$name" "$ordinal" "$namespace" "$name"
read -r confirmation
if [ "$confirmation" != "$name-$ordinal" ]; then
  echo 'nothing was changed' >&2
  exit 1
fi
for ((i = 0; i < replicas; i++)); do
  kubectl --namespace "$namespace" exec "$name-$i" --container sentinel -- /scripts/name-primary.sh "$ordinal"
done
