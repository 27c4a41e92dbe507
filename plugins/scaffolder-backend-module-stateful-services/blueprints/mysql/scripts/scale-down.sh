#!/usr/bin/env bash
# Takes the two members of the highest ordinals out of a group: each leaves it in order, then the pods go. Their claims stay.
# Says what it would do; with --yes it does it. After an interruption, run it again with the same arguments.
# usage: scale-down.sh NAMESPACE NAME REPLICAS [--yes], with REPLICAS two less than now
set -euo pipefail

if [ $# -lt 3 ] || [ $# -gt 4 ] || ! [[ $3 =~ ^[357]$ ]] || { [ $# -eq 4 ] && [ "$4" != --yes ]; }; then
  echo "usage: $0 NAMESPACE NAME REPLICAS [--yes], with 3, 5 or 7 REPLICAS: an even number survives no more losses than one less" >&2
  exit 2
fi
namespace=$1
name=$2
wanted=$3
before=$((wanted + 2))

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

# ORDINAL: whether an interrupted run has made it leave.
has_left() {
  # shellcheck disable=SC2016 # expanded in the pod
  [[ $(report_of "$1") == 'OFFLINE '* ]] && in_keeper "$1" '[ -e "$STOPPING" ]'
}

replicas=$(k get statefulset "$name" --output 'jsonpath={.spec.replicas}')
if [ "$replicas" -ne "$before" ] && [ "$replicas" -ne "$wanted" ]; then
  refuse "$namespace/$name has $replicas members: take them out two at a time"
fi
# shellcheck disable=SC2016 # expanded in the pod
topology=$(in_keeper 0 'printf %s "$TOPOLOGY"') || refuse "$name-0 does not answer"
[ "$topology" = group-replication ] || refuse "$name is no group: set replicas to $wanted in values/ and deploy, with topology.source below it"
leaving=()
for ((i = replicas - 1; i >= 0; i--)); do
  if [ "$i" -ge "$wanted" ] && has_left "$i"; then
    echo "$name-$i: has left the group already"
    continue
  fi
  report=$(report_of "$i")
  read -r state role quorum _ <<<"${report:-silent - 0}"
  [ "$state $quorum" = 'ONLINE 1' ] || refuse "$name-$i is $state, and all members must be in the group; see scripts/status.sh"
  [ "$i" -ge "$wanted" ] || continue
  [ "$role" != PRIMARY ] ||
    refuse "$name-$i accepts the writes: let a member lead that stays, by scripts/failover.sh $namespace $name 0 --yes"
  leaving+=("$i")
  echo "$name-$i: leaves the group, then its pod goes"
done
echo "$name: $wanted members stay; the claims data-$name-$wanted and data-$name-$((wanted + 1)) stay as well"
if [ "${4:-}" != --yes ]; then
  echo 'nothing was changed; pause GitOps for this release and add --yes to do it'
  exit 0
fi

# ORDINAL
wait_until_it_left() {
  for ((second = 0; second < 60; second += 2)); do
    read -r _ _ _ view _ <<<"$(report_of 0)" || true
    [[ ",${view:-,$name-$1.}" == *",$name-$1."* ]] || return 0
    sleep 2
  done
  refuse "$name-0 still counts $name-$1 as a member; see scripts/status.sh, then run this again"
}

for i in "${leaving[@]}"; do
  # What preStop does: from here on, its keeper does not bring it back.
  in_keeper "$i" /scripts/hand-over.sh
  wait_until_it_left "$i"
  echo "$name-$i has left the group"
done
k scale statefulset "$name" --replicas "$wanted"
for ((i = wanted; i < before; i++)); do
  k wait --for=delete "pod/$name-$i" --timeout 210s
done
k patch configmap "$name-members" --type merge --patch "{\"data\":{\"replicas\":\"$wanted\"}}"
echo "$name has $wanted members; set replicas to $wanted in values/ before GitOps is resumed"
echo "the claims data-$name-$wanted and data-$name-$((wanted + 1)) are not used any more: delete them when you are sure"
