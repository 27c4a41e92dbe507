#!/usr/bin/env bash
# Lets another member accept the writes, as before planned work on a node, or after the loss of the source of a replication.
# Says what it would do; with --yes it does it. After an interruption, run it again with the same arguments.
# usage: failover.sh NAMESPACE NAME ORDINAL [--yes]
set -euo pipefail

if [ $# -lt 3 ] || [ $# -gt 4 ] || ! [[ $3 =~ ^[0-9]+$ ]] || { [ $# -eq 4 ] && [ "$4" != --yes ]; }; then
  echo "usage: $0 NAMESPACE NAME ORDINAL [--yes]" >&2
  exit 2
fi
namespace=$1
name=$2
ordinal=$3

k() {
  kubectl --namespace "$namespace" "$@"
}

refuse() {
  echo "refused: $1" >&2
  exit 1
}

# ORDINAL SHELL, which may use what the chart's scripts define.
in_keeper() {
  k exec "$name-$1" --container keeper -- sh -c ". /scripts/member.sh; . /scripts/report.sh; $2"
}

# STATE ROLE QUORUM VIEW SET of a member, or nothing.
report_of() {
  in_keeper "$1" own_report 2>/dev/null || true
}

wait_until_it_leads() {
  for ((i = 0; i < 90; i++)); do
    if [[ $(report_of "$ordinal") == *' PRIMARY '* ]]; then
      echo "$name-$ordinal accepts the writes"
      return
    fi
    sleep 2
  done
  refuse "$name-$ordinal does not accept writes yet; it says why: kubectl --namespace $namespace logs $name-$ordinal --container keeper --tail 3"
}

replicas=$(k get statefulset "$name" --output 'jsonpath={.spec.replicas}')
[ "$ordinal" -lt "$replicas" ] || refuse "there is no member $ordinal: $namespace/$name has $replicas"
report=$(report_of "$ordinal")
[ -n "$report" ] || refuse "$name-$ordinal does not answer"
read -r state role _ _ set <<<"$report"
if [ "$role" = PRIMARY ]; then
  echo "$name-$ordinal accepts the writes already"
  exit 0
fi
# shellcheck disable=SC2016 # expanded in the pod
topology=$(in_keeper "$ordinal" 'printf %s "$TOPOLOGY"')
if [ "$topology" = group-replication ]; then
  [ "$state" = ONLINE ] || refuse "$name-$ordinal is $state, and only a member of the group can lead it"
  echo "$name-$ordinal: leads the group of $name; transactions that run after 30 s are ended"
else
  missing=0
  for ((i = 0; i < replicas; i++)); do
    [ "$i" -ne "$ordinal" ] || continue
    read -r _ role _ _ theirs <<<"$(report_of "$i")" || true
    if [ -z "${theirs:-}" ] || [ "$theirs" = - ]; then
      missing=$((missing + 1))
      echo "$name-$i: does not answer, or is empty"
    elif [ "$role" != PRIMARY ]; then
      [ "$(in_keeper "$ordinal" "echo \"SELECT GTID_SUBSET('$theirs', '$set');\" | own")" = 1 ] ||
        refuse "$name-$i has what $name-$ordinal lacks: name that one"
    fi
  done
  [ "$missing" -le 1 ] || refuse "what was acknowledged may be on one of $missing members alone that do not answer or are empty; see docs/runbooks/full-outage.md"
  [ "$set" != - ] || refuse "$name-$ordinal is empty"
  echo "$name-$ordinal: becomes the source of $name once it has what all others have that answer"
fi
if [ "${4:-}" != --yes ]; then
  echo 'nothing was changed; add --yes to do it'
  exit 0
fi

if [ "$topology" = group-replication ]; then
  in_keeper "$ordinal" "echo 'SELECT group_replication_set_as_primary(@@server_uuid, 30);' | own_within 60"
else
  k patch configmap "$name-members" --type merge --patch "{\"data\":{\"source\":\"$ordinal\"}}"
  echo "set topology.source to $ordinal in values/ and deploy: until then the next deployment names the former source again"
fi
wait_until_it_leads
