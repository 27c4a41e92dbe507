#!/usr/bin/env bash
# Makes the volumes of all members of a StatefulSet larger, one by one, without restarting a pod.
# Says what it would do; with --yes it does it. After an interruption, run it again with the same arguments.
# usage: resize-volume.sh NAMESPACE STATEFULSET SIZE [--yes]
set -euo pipefail

if [ $# -lt 3 ] || [ $# -gt 4 ] || ! [[ $3 =~ ^[1-9][0-9]*(Mi|Gi|Ti)$ ]] || { [ $# -eq 4 ] && [ "$4" != --yes ]; }; then
  echo "usage: $0 NAMESPACE STATEFULSET SIZE [--yes], with a SIZE such as 20Gi" >&2
  exit 2
fi
namespace=$1
name=$2
size=$3
# What is under way, so that an interrupted run can be resumed: the set as it is to be, and the pods that must stay.
state=$name-resize

k() {
  kubectl --namespace "$namespace" "$@"
}

refuse() {
  echo "refused: $1" >&2
  exit 1
}

bytes() {
  case $1 in
  *Ti) echo $((${1%Ti} << 40)) ;;
  *Gi) echo $((${1%Gi} << 30)) ;;
  *Mi) echo $((${1%Mi} << 20)) ;;
  *Ki) echo $((${1%Ki} << 10)) ;;
  *[!0-9]* | '') refuse "cannot read the size '$1'" ;;
  *) echo "$1" ;;
  esac
}

claim_says() {
  k get persistentvolumeclaim "$1" --output "jsonpath={$2}"
}

# Name and uid of each pod of the set.
pods() {
  local selector
  selector=$(jq --raw-output '.spec.selector.matchLabels | to_entries | map("\(.key)=\(.value)") | join(",")' <<<"$set_json")
  k get pods --selector "$selector" --output json |
    jq --raw-output '[.items[] | "\(.metadata.name)=\(.metadata.uid)"] | sort | join(" ")'
}

# The set as it is to be. What the API server has added would be refused or wrong in a new one.
wanted_set() {
  k get statefulset "$name" --output json | jq --arg size "$size" '
    del(.status) | .metadata |= {name, namespace, labels, annotations}
    | .spec.volumeClaimTemplates[] |= (del(.status)
      | if .metadata.name == "data" then .spec.resources.requests.storage = $size else . end)'
}

saved=$(k get configmap "$state" --ignore-not-found --output json)
if [ -n "$saved" ]; then
  [ "$(jq --raw-output .data.size <<<"$saved")" = "$size" ] ||
    refuse "a resize to $(jq --raw-output .data.size <<<"$saved") was interrupted: finish that one first"
  set_json=$(jq --raw-output .data.set <<<"$saved")
  pods_before=$(jq --raw-output .data.pods <<<"$saved")
  echo 'resuming what was interrupted'
else
  set_json=$(wanted_set)
  pods_before=$(pods)
fi
replicas=$(jq .spec.replicas <<<"$set_json")

for ((i = 0; i < replicas; i++)); do
  claim=data-$name-$i
  requested=$(claim_says "$claim" .spec.resources.requests.storage)
  class=$(claim_says "$claim" .spec.storageClassName)
  [ "$(kubectl get storageclass "$class" --output 'jsonpath={.allowVolumeExpansion}')" = true ] ||
    refuse "storage class $class of $claim does not allow volumes to grow"
  [ "$(bytes "$requested")" -le "$(bytes "$size")" ] ||
    refuse "$claim has $requested already, and volumes never shrink"
  echo "$claim: $requested to $size"
done
echo "$name: re-created around its pods, which stay as they are; set its size to $size in values/ afterwards"
if [ "${4:-}" != --yes ]; then
  echo 'nothing was changed; pause GitOps for this release and add --yes to do it'
  exit 0
fi

if [ -z "$saved" ]; then
  k create configmap "$state" --from-literal "size=$size" --from-literal "pods=$pods_before" \
    --from-literal "set=$set_json"
fi

await_capacity() {
  for ((second = 0; second < ${RESIZE_TIMEOUT_SECONDS:-900}; second++)); do
    capacity=$(claim_says "$1" .status.capacity.storage)
    [ "$(bytes "$capacity")" -lt "$(bytes "$size")" ] || return 0
    sleep 1
  done
  refuse "$1 still has $capacity: see kubectl --namespace $namespace describe persistentvolumeclaim $1, then run this again"
}

for ((i = 0; i < replicas; i++)); do
  claim=data-$name-$i
  if [ "$(bytes "$(claim_says "$claim" .spec.resources.requests.storage)")" -lt "$(bytes "$size")" ]; then
    k patch persistentvolumeclaim "$claim" --type merge \
      --patch "{\"spec\":{\"resources\":{\"requests\":{\"storage\":\"$size\"}}}}"
  fi
  await_capacity "$claim"
done

in_template=$(k get statefulset "$name" --ignore-not-found \
  --output 'jsonpath={.spec.volumeClaimTemplates[?(@.metadata.name=="data")].spec.resources.requests.storage}')
if [ -n "$in_template" ] && [ "$in_template" != "$size" ]; then
  k delete statefulset "$name" --cascade=orphan
  in_template=
fi
if [ -z "$in_template" ]; then
  k create --filename - <<<"$set_json"
fi
k rollout status "statefulset/$name" --timeout 300s
[ "$(pods)" = "$pods_before" ] ||
  refuse "the pods are not the same as before; before: $pods_before; now: $(pods)"
k delete configmap "$state"
echo "all volumes of $name have $size, and no pod was restarted"
