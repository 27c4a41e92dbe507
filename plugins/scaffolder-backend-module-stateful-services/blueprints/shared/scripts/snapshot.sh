#!/usr/bin/env bash
# Takes a snapshot of the volume of each member, as a way back from an upgrade (docs/runbooks/rollback.md).
# Says what it would do; with --yes it does it. After an interruption, run it again with the same arguments.
# usage: snapshot.sh NAMESPACE NAME TITLE [--yes], with a TITLE of your own, such as before-9.8
# SNAPSHOT_CLASS names the VolumeSnapshotClass where there are several for the driver and none is its default.
set -euo pipefail

if [ $# -lt 3 ] || [ $# -gt 4 ] || ! [[ $3 =~ ^[a-z0-9]([-.a-z0-9]{0,38}[a-z0-9])?$ ]] || { [ $# -eq 4 ] && [ "$4" != --yes ]; }; then
  echo "usage: $0 NAMESPACE NAME TITLE [--yes], with a TITLE such as before-9.8" >&2
  exit 2
fi
namespace=$1
name=$2
title=$3
# Not the labels of the release: Argo CD would count the snapshots as its own, and prune them.
prefix=stateful-services
api=snapshot.storage.k8s.io

k() {
  kubectl --namespace "$namespace" "$@"
}

refuse() {
  echo "refused: $1" >&2
  exit 1
}

# DRIVER CLAIM: the class to take a snapshot of the claim with.
class_for() {
  jq --raw-output --arg driver "$1" --arg asked "${SNAPSHOT_CLASS:-}" --arg default "snapshot.storage.kubernetes.io/is-default-class" '
    [.items[] | select(.driver == $driver and ($asked == "" or .metadata.name == $asked))]
    | if length > 1 then map(select(.metadata.annotations[$default] == "true")) else . end
    | if length == 1 then .[0].metadata.name else empty end' <<<"$classes"
}

# SET REPLICAS CURRENT UPDATED VERSION of each set of the release. The first container is that of the server.
sets=$(k get statefulsets --selector "app.kubernetes.io/instance=$name" --output json | jq --raw-output '.items[] |
  "\(.metadata.name) \(.spec.replicas) \(.status.currentRevision) \(.status.updateRevision) " +
  (.spec.template.spec.containers[0].image | sub("@.*$"; "") | sub("^.*:"; "") | .[0:63] | sub("[^A-Za-z0-9]+$"; ""))')
[ -n "$sets" ] || refuse "there is no StatefulSet of $name in $namespace"
[ -n "$(kubectl api-resources --api-group "$api" --output name)" ] ||
  refuse "kubectl api-resources --api-group $api names nothing, so this cluster knows no snapshots: install the CRDs and the controller of kubernetes-csi/external-snapshotter, or take a backup instead (docs/runbooks/restore.md)"
classes=$(kubectl get "volumesnapshotclasses.$api" --output json)
claims=$(k get persistentvolumeclaims --output json | jq --raw-output '.items[] | "\(.metadata.name) \(.spec.volumeName // "-")"')

# Of each snapshot that is still to be taken, as JSON.
manifests=()
names=()
while read -r set replicas current updated version; do
  [ "$current" = "$updated" ] ||
    refuse "$set is between two revisions: wait until its rollout is through, or take it back, so that the snapshots are of one version"
  [ "$replicas" -eq 0 ] ||
    echo "$set: its members run, so the snapshots are not of one moment; docs/runbooks/rollback.md says what that means"
  found=0
  while read -r claim volume; do
    [[ $claim =~ ^data-$set-([0-9]+)$ ]] || continue
    # The claims of members that were taken out stay. Which those are cannot be told when all members are stopped.
    [ "$replicas" -eq 0 ] || [ "${BASH_REMATCH[1]}" -lt "$replicas" ] || continue
    found=$((found + 1))
    snapshot=$claim-$title
    names+=("$snapshot")
    taken=$(k get "volumesnapshots.$api" "$snapshot" --ignore-not-found --output "jsonpath={.metadata.labels['$prefix/revision']}")
    if [ -n "$taken" ]; then
      [ "$taken" = "$updated" ] || refuse "$snapshot was taken of the revision $taken: choose another TITLE"
      echo "$snapshot: exists already"
      continue
    fi
    [ "$volume" != - ] || refuse "$claim has no volume"
    driver=$(kubectl get persistentvolume "$volume" --output 'jsonpath={.spec.csi.driver}')
    [ -n "$driver" ] ||
      refuse "volume $volume of $claim is of no CSI driver, and only those take snapshots: take a backup instead (docs/runbooks/restore.md)"
    class=$(class_for "$driver")
    [ -n "$class" ] || refuse "of the VolumeSnapshotClasses of this cluster ($(jq --raw-output '[.items[] | "\(.metadata.name) of \(.driver)"] | join(", ")' <<<"$classes")), not exactly one is to be used for the driver $driver of $claim${SNAPSHOT_CLASS:+ and named $SNAPSHOT_CLASS}: create one, or name one by SNAPSHOT_CLASS"
    manifests+=("$(jq --null-input --arg api "$api/v1" --arg name "$snapshot" --arg claim "$claim" --arg class "$class" \
      --arg prefix "$prefix" --arg release "$name" --arg title "$title" --arg revision "$updated" --arg version "$version" '
      {apiVersion: $api, kind: "VolumeSnapshot", spec: {volumeSnapshotClassName: $class, source: {persistentVolumeClaimName: $claim}},
        metadata: {name: $name, labels: ({$release, $title, $revision, $version} | with_entries(.key |= "\($prefix)/\(.)"))}}')")
    echo "$snapshot: a snapshot of $claim ($version), by class $class"
  done <<<"$claims"
  [ "$found" -ge "$replicas" ] || refuse "$set has $replicas members and $found claims"
done <<<"$sets"
[ ${#names[@]} -gt 0 ] || refuse "$name has no claims"
if [ "${4:-}" != --yes ]; then
  echo 'nothing was changed; add --yes to do it'
  exit 0
fi

for manifest in "${manifests[@]}"; do
  k create --filename - <<<"$manifest"
done
# Names of those that are not ready, with what the driver says of them.
unready() {
  k get "volumesnapshots.$api" --selector "$prefix/release=$name,$prefix/title=$title" --output json | jq --raw-output '.items[]
    | select(.status.readyToUse != true) | .metadata.name + (.status.error.message // "" | if . == "" then "" else " (\(.))" end)'
}
limit=${SNAPSHOT_TIMEOUT_SECONDS:-3600}
SECONDS=0
while waiting=$(unready) && [ -n "$waiting" ]; do
  [ "$SECONDS" -lt "$limit" ] || refuse "not ready after $limit s: ${waiting//$'\n'/, }; see kubectl --namespace $namespace describe volumesnapshot, then run this again to go on waiting"
  progress="$((${#names[@]} - $(wc -l <<<"$waiting"))) of ${#names[@]} snapshots are ready; waiting for ${waiting//$'\n'/, }"
  [ "$progress" = "${last:-}" ] || echo "$SECONDS s: $progress"
  last=$progress
  sleep 2
done
for snapshot in "${names[@]}"; do
  k get "volumesnapshots.$api" "$snapshot" --output 'jsonpath={.metadata.name}: taken at {.status.creationTime}{"\n"}'
done
echo "$title: a snapshot of each of ${#names[@]} volumes is ready"
