#!/usr/bin/env bash
# Reads the backups of all shards into a cluster that holds nothing yet; each key goes to the shard that has its slot now, so that the
# number of shards may be another one.
# Says what it would do; with --yes it does it. After an interruption, run it again with the same arguments.
# usage: restore-cluster.sh NAMESPACE NAME FILE... [--yes], with one FILE of each shard
set -euo pipefail

confirmed=
if [ $# -gt 0 ] && [ "${!#}" = --yes ]; then
  confirmed=yes
  set -- "${@:1:$#-1}"
fi
if [ $# -lt 3 ]; then
  echo "usage: $0 NAMESPACE NAME FILE... [--yes], with one FILE of each shard" >&2
  exit 2
fi
namespace=$1
name=$2
shift 2
files=$*
# Notes what is under way, so that an interrupted run is not taken for one over data of today.
note=stateful-services/restoring

k() {
  kubectl --namespace "$namespace" "$@"
}

refuse() {
  echo "refused: $1" >&2
  exit 1
}

k get cronjob "$name-restore" >/dev/null || refuse "there is no CronJob $name-restore: set backup.enabled and deploy first"
noted=$(k get statefulset "$name-shard-0" --output "go-template={{with index .metadata \"annotations\"}}{{with index . \"$note\"}}{{.}}{{end}}{{end}}")
if [ -z "$noted" ]; then
  # shellcheck disable=SC2016 # expanded in the pod
  records=$(k exec "$name-shard-0-0" --container redis -- \
    sh -c '. /scripts/cluster.sh; for host in $(all_members); do ask "$host" 6379 DBSIZE || echo unknown; done' | sort -u)
  [ "$records" = 0 ] || refuse "not every member of $name is known to hold nothing: restore into a new release"
elif [ "$noted" != "$(cksum <<<"$files" | cut -d ' ' -f 1)" ]; then
  refuse 'another restore was interrupted: finish that one first'
fi
echo "$name: all keys of $files are written into it"
if [ -z "$confirmed" ]; then
  echo 'nothing was changed; add --yes to do it'
  exit 0
fi

k annotate statefulset "$name-shard-0" --overwrite "$note=$(cksum <<<"$files" | cut -d ' ' -f 1)" >/dev/null
for file in "$@"; do
  job=$name-restore-$(cksum <<<"$file" | cut -d ' ' -f 1)
  if [ -z "$(k get job "$job" --ignore-not-found --output name)" ]; then
    k create job "$job" --from "cronjob/$name-restore" --dry-run=client --output json |
      kubectl set env --local --filename - "BACKUP_FILE=$file" --output json | k create --filename -
  fi
  k wait --for=condition=complete "job/$job" --timeout 3600s ||
    refuse "job $job did not complete; see: kubectl --namespace $namespace logs job/$job"
done
for file in "$@"; do
  k delete job "$name-restore-$(cksum <<<"$file" | cut -d ' ' -f 1)"
done
k annotate statefulset "$name-shard-0" "$note-" >/dev/null
echo "$name has the data of $files"
