#!/usr/bin/env bash
# Takes the broker of the highest ordinal out: moves its partitions to the others, stops it, and strikes it off.
# Says what it would do; with --yes it does it. After an interruption, run it again with the same arguments.
# usage: scale-down.sh NAMESPACE NAME REPLICAS [--yes], with REPLICAS one less than now
set -euo pipefail

if [ $# -lt 3 ] || [ $# -gt 4 ] || ! [[ $3 =~ ^[3-8]$ ]] || { [ $# -eq 4 ] && [ "$4" != --yes ]; }; then
  echo "usage: $0 NAMESPACE NAME REPLICAS [--yes], with 3 to 8 REPLICAS" >&2
  exit 2
fi
namespace=$1
name=$2
wanted=$3
set=$name-broker
# Of the broker that leaves.
id=$((100 + wanted))

k() {
  kubectl --namespace "$namespace" "$@"
}

refuse() {
  echo "refused: $1" >&2
  exit 1
}

in_broker_0() {
  k exec "$set-0" --container kafka -- "$@"
}

replicas=$(k get statefulset "$set" --output 'jsonpath={.spec.replicas}')
if [ "$replicas" -ne $((wanted + 1)) ] && [ "$replicas" -ne "$wanted" ]; then
  refuse "$set has $replicas brokers: take them out one by one"
fi
for ((i = 0; i < wanted; i++)); do
  [ "$(k get pod "$set-$i" --output 'jsonpath={.status.conditions[?(@.type=="Ready")].status}')" = True ] ||
    refuse "$set-$i is not ready, and its partitions need it"
done
echo "broker $id ($set-$wanted): emptied, stopped and struck off; $wanted brokers stay; its claim stays as well"
if [ "${4:-}" != --yes ]; then
  echo 'nothing was changed; pause GitOps for this release and add --yes to do it'
  exit 0
fi

if [ "$replicas" -gt "$wanted" ]; then
  in_broker_0 /scripts/drain-broker.sh "$id"
  k scale statefulset "$set" --replicas "$wanted"
fi
k wait --for=delete "pod/$set-$wanted" --timeout 330s
in_broker_0 /scripts/unregister-broker.sh "$id"
echo "$set has $wanted brokers; set broker.replicas to $wanted in values/ before GitOps is resumed"
