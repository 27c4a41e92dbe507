#!/usr/bin/env bash
# Gives a controller an empty disk, when the former one is gone. It then copies the metadata from the other two.
# Says what it would do; with --yes it does it.
# usage: replace-controller-disk.sh NAMESPACE NAME ORDINAL [--yes]
set -euo pipefail

if [ $# -lt 3 ] || [ $# -gt 4 ] || ! [[ $3 =~ ^[0-2]$ ]] || { [ $# -eq 4 ] && [ "$4" != --yes ]; }; then
  echo "usage: $0 NAMESPACE NAME ORDINAL [--yes], with ORDINAL 0, 1 or 2" >&2
  exit 2
fi
namespace=$1
set=$2-controller
ordinal=$3

k() {
  kubectl --namespace "$namespace" "$@"
}

refuse() {
  echo "refused: $1" >&2
  exit 1
}

for ((i = 0; i < 3; i++)); do
  [ "$i" -ne "$ordinal" ] || continue
  [ "$(k get pod "$set-$i" --output 'jsonpath={.status.conditions[?(@.type=="Ready")].status}')" = True ] ||
    refuse "$set-$i is not ready: with one more disk gone, the metadata could be lost. Bring it back first"
done
claim=data-$set-$ordinal
volume=$(k get persistentvolumeclaim "$claim" --ignore-not-found --output 'jsonpath={.spec.volumeName}')
if [ -n "$volume" ]; then
  policy=$(kubectl get persistentvolume "$volume" --ignore-not-found --output 'jsonpath={.spec.persistentVolumeReclaimPolicy}')
  [ "${policy:-Retain}" = Retain ] ||
    refuse "volume $volume of $claim would be deleted with it: set its persistentVolumeReclaimPolicy to Retain"
fi
echo "$set-$ordinal: claim $claim is deleted, volume ${volume:-none} stays unbound; the pod comes back with an empty disk"
if [ "${4:-}" != --yes ]; then
  echo 'nothing was changed; add --yes to do it'
  exit 0
fi

uid_of_claim() {
  k get persistentvolumeclaim "$claim" --ignore-not-found --output 'jsonpath={.metadata.uid}'
}

former=$(uid_of_claim)
k delete persistentvolumeclaim "$claim" --ignore-not-found --wait=false
# Its successor has the same name, and kubectl may wait for that one to go as well.
k delete pod "$set-$ordinal" --ignore-not-found --wait=false
echo "waiting for the new claim $claim"
for ((second = 0; ; second++)); do
  uid=$(uid_of_claim)
  [ -z "$uid" ] || [ "$uid" = "$former" ] || break
  [ "$second" -lt 300 ] || refuse "$claim was not made anew within 300 s: see kubectl --namespace $namespace get events"
  sleep 1
done
k rollout status "statefulset/$set" --timeout 900s
