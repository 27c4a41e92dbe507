#!/usr/bin/env bash
# Replaces the data of all members by a backup. The volumes of today are kept, unbound, as the way back.
# Says what it would do; with --yes it does it. After an interruption, run it again with the same arguments.
# usage: restore.sh NAMESPACE NAME FILE [--yes]
set -euo pipefail

if [ $# -lt 3 ] || [ $# -gt 4 ] || { [ $# -eq 4 ] && [ "$4" != --yes ]; }; then
  echo "usage: $0 NAMESPACE NAME FILE [--yes]" >&2
  exit 2
fi
namespace=$1
name=$2
file=$3
wanted=stateful-services/replicas-before-restore
restored=stateful-services/restored-from
job=$name-restore-$(printf '%s' "$file" | cksum | cut -d ' ' -f 1)

k() {
  kubectl --namespace "$namespace" "$@"
}

refuse() {
  echo "refused: $1" >&2
  exit 1
}

annotation() {
  k get "$1" --ignore-not-found --output "go-template={{with index .metadata \"annotations\"}}{{with index . \"$2\"}}{{.}}{{end}}{{end}}"
}

k get cronjob "$name-restore" >/dev/null || refuse "there is no CronJob $name-restore: set backup.enabled and deploy first"
replicas=$(annotation "statefulset/$name" "$wanted")
replicas=${replicas:-$(k get statefulset "$name" --output 'jsonpath={.spec.replicas}')}
[ "$replicas" -gt 0 ] || refuse "$name is scaled to zero, so nobody knows how many members it should have"

is_restored() {
  [ "$(annotation "persistentvolumeclaim/data-$name-0" "$restored")" = "$file" ]
}

old_claims=()
for ((i = 0; i < replicas; i++)); do
  claim=data-$name-$i
  volume=$(k get persistentvolumeclaim "$claim" --ignore-not-found --output 'jsonpath={.spec.volumeName}')
  [ -n "$volume" ] || continue
  if [ "$i" -eq 0 ] && is_restored; then continue; fi
  policy=$(kubectl get persistentvolume "$volume" --output 'jsonpath={.spec.persistentVolumeReclaimPolicy}')
  [ "$policy" = Retain ] || refuse "volume $volume of $claim would be deleted with it: set its persistentVolumeReclaimPolicy to Retain"
  old_claims+=("$claim")
  echo "$claim: volume $volume stays, unbound"
done
echo "$name: stops, $replicas members start again with the data of $file; all else is lost"
if [ "${4:-}" != --yes ]; then
  echo 'nothing was changed; add --yes to do it'
  exit 0
fi

k annotate statefulset "$name" --overwrite "$wanted=$replicas" >/dev/null
k scale statefulset "$name" --replicas 0
for ((i = 0; i < replicas; i++)); do
  k wait --for=delete "pod/$name-$i" --timeout 300s
done
for claim in "${old_claims[@]}"; do
  k delete persistentvolumeclaim "$claim"
done
if ! is_restored; then
  k get statefulset "$name" --output json | jq --arg name "data-$name-0" --arg key "$restored" --arg file "$file" \
    '.spec.volumeClaimTemplates[0] | {apiVersion: "v1", kind: "PersistentVolumeClaim", spec,
      metadata: {name: $name, labels: .metadata.labels, annotations: {($key): $file}}}' | k create --filename -
fi
if [ -z "$(k get job "$job" --ignore-not-found --output name)" ]; then
  k create job "$job" --from "cronjob/$name-restore" --dry-run=client --output json |
    kubectl set env --local --filename - "BACKUP_FILE=$file" --output json | k create --filename -
fi
if ! k wait --for=condition=complete "job/$job" --timeout 3600s; then
  refuse "job $job did not complete; see: kubectl --namespace $namespace logs job/$job"
fi
k scale statefulset "$name" --replicas "$replicas"
k rollout status "statefulset/$name" --timeout 900s
k delete job "$job"
k annotate statefulset "$name" "$wanted-" >/dev/null
k annotate persistentvolumeclaim "data-$name-0" "$restored-" >/dev/null
echo "$name has $replicas members with the data of $file"
