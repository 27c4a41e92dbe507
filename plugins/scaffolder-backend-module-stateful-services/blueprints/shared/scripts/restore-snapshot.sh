#!/usr/bin/env bash
# Puts the volumes of all members back to what scripts/snapshot.sh took. The volumes of today are kept, unbound.
# Says what it would do; with --yes it does it. After an interruption, run it again with the same arguments.
# usage: restore-snapshot.sh NAMESPACE NAME TITLE [--yes]
set -euo pipefail

if [ $# -lt 3 ] || [ $# -gt 4 ] || ! [[ $3 =~ ^[a-z0-9]([-.a-z0-9]{0,38}[a-z0-9])?$ ]] || { [ $# -eq 4 ] && [ "$4" != --yes ]; }; then
  echo "usage: $0 NAMESPACE NAME TITLE [--yes]" >&2
  exit 2
fi
namespace=$1
name=$2
title=$3
prefix=stateful-services
api=snapshot.storage.k8s.io
# What is under way, so that an interrupted run can be resumed: the title, and how many members each set had.
state=$name-restore-snapshot
# Annotation of a new claim: the uid of the state of the run that made it.
made_by=$prefix/restored-by

k() {
  kubectl --namespace "$namespace" "$@"
}

refuse() {
  echo "refused: $1" >&2
  exit 1
}

saved=$(k get configmap "$state" --ignore-not-found --output json)
if [ -n "$saved" ]; then
  [ "$(jq --raw-output .data.title <<<"$saved")" = "$title" ] ||
    refuse "a restore of $(jq --raw-output .data.title <<<"$saved") was interrupted: finish that one first"
  echo 'resuming what was interrupted'
fi
# SET REPLICAS VERSION of each set of the release.
sets=$(k get statefulsets --selector "app.kubernetes.io/instance=$name" --output json |
  jq --raw-output --argjson before "$(jq --raw-output .data.members <<<"${saved:-null}")" '
  .items | sort_by(.metadata.name)[] | "\(.metadata.name) \($before[.metadata.name] // .spec.replicas) " +
  (.spec.template.spec.containers[0].image | sub("@.*$"; "") | sub("^.*:"; "") | .[0:63] | sub("[^A-Za-z0-9]+$"; ""))')
[ -n "$sets" ] || refuse "there is no StatefulSet of $name in $namespace"
# NAME VERSION of each snapshot that can be used.
snapshots=$(k get "volumesnapshots.$api" --selector "$prefix/release=$name,$prefix/title=$title" --output json | jq --raw-output \
  --arg version "$prefix/version" '.items[] | select(.status.readyToUse) | "\(.metadata.name) \(.metadata.labels[$version])"')

is_restored() {
  [ -n "$saved" ] && [ "$(k get persistentvolumeclaim "$1" --ignore-not-found --output json |
    jq --raw-output --arg key "$made_by" '.metadata.annotations[$key]')" = "$(jq --raw-output .metadata.uid <<<"$saved")" ]
}

# SET CLAIM of each that is still to be replaced.
due=()
while read -r set replicas version; do
  [ "$replicas" -gt 0 ] || refuse "$set is scaled to zero, so nobody knows how many members it should have"
  for ((i = 0; i < replicas; i++)); do
    claim=data-$set-$i
    of=$(sed -n "s/^$claim-${title//./\\.} //p" <<<"$snapshots")
    [ -n "$of" ] || refuse "there is no snapshot $claim-$title that is ready"
    [ "$of" = "$version" ] ||
      refuse "$claim-$title is of version $of, and $set is to run $version: deploy $of first, without waiting for its members, which may not start on the data of today"
    if is_restored "$claim"; then continue; fi
    due+=("$set $claim")
    volume=$(k get persistentvolumeclaim "$claim" --ignore-not-found --output 'jsonpath={.spec.volumeName}')
    [ -n "$volume" ] || continue
    policy=$(kubectl get persistentvolume "$volume" --output 'jsonpath={.spec.persistentVolumeReclaimPolicy}')
    [ "$policy" = Retain ] || refuse "volume $volume of $claim would be deleted with it: set its persistentVolumeReclaimPolicy to Retain"
    echo "$claim: volume $volume stays, unbound; a new one is made of $claim-$title"
  done
  echo "$set: stops, and $replicas members start again with the data of $title; all that was written since is lost"
done <<<"$sets"
if [ "${4:-}" != --yes ]; then
  echo 'nothing was changed; pause GitOps for this release and add --yes to do it'
  exit 0
fi

if [ -z "$saved" ]; then
  saved=$(k create configmap "$state" --from-literal "title=$title" --output json \
    --from-literal "members=$(jq --raw-input --slurp 'split("\n") | map(split(" ") | select(.[0]) | {(.[0]): (.[1] | tonumber)}) | add' <<<"$sets")")
fi
# In the order of their names the brokers of a Kafka stop before its controllers, without which a broker does not stop.
while read -r set replicas _; do
  k scale statefulset "$set" --replicas 0
  for ((i = 0; i < replicas; i++)); do
    k wait --for=delete "pod/$set-$i" --timeout 330s
  done
done <<<"$sets"
for each in "${due[@]}"; do
  read -r set claim <<<"$each"
  k delete persistentvolumeclaim "$claim" --ignore-not-found
  k get statefulset "$set" --output json | jq --arg name "$claim" --arg snapshot "$claim-$title" --arg api "$api" \
    --arg key "$made_by" --arg run "$(jq --raw-output .metadata.uid <<<"$saved")" '.spec.volumeClaimTemplates[0]
    | {apiVersion: "v1", kind: "PersistentVolumeClaim", spec: (.spec + {dataSource: {apiGroup: $api, kind: "VolumeSnapshot", name: $snapshot}}),
      metadata: {name: $name, labels: .metadata.labels, annotations: {($key): $run}}}' | k create --filename -
done
while read -r set replicas _; do
  k scale statefulset "$set" --replicas "$replicas"
done <<<"$sets"
while read -r set replicas _; do
  k rollout status "statefulset/$set" --timeout "${RESTORE_TIMEOUT_SECONDS:-3600}s"
done <<<"$sets"
k delete configmap "$state"
echo "$name runs with the data of $title"
