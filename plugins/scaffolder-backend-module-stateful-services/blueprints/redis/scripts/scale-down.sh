#!/usr/bin/env bash
# Takes members out: the two of the highest ordinals behind a primary, or the last shard of a cluster, whose slots go to the others.
# Says what it would do; with --yes it does it. After an interruption, run it again with the same arguments.
# usage: scale-down.sh NAMESPACE NAME COUNT [--yes], with COUNT members, or shards of a cluster, two or one less than now
set -euo pipefail

if [ $# -lt 3 ] || [ $# -gt 4 ] || ! [[ $3 =~ ^[3-9]$ ]] || { [ $# -eq 4 ] && [ "$4" != --yes ]; }; then
  echo "usage: $0 NAMESPACE NAME COUNT [--yes], with a COUNT of 3 to 9" >&2
  exit 2
fi
namespace=$1
name=$2
wanted=$3
answer=${4:-}

k() {
  kubectl --namespace "$namespace" "$@"
}

refuse() {
  echo "refused: $1" >&2
  exit 1
}

# POD CONTAINER COMMAND...
in_pod() {
  local pod=$1 container=$2
  shift 2
  k exec "$pod" --container "$container" -- "$@"
}

replicas_of() {
  k get statefulset "$1" --ignore-not-found --output 'jsonpath={.spec.replicas}'
}

# SET COUNT
must_be_ready() {
  local i
  for ((i = 0; i < $2; i++)); do
    [ "$(k get pod "$1-$i" --ignore-not-found --output 'jsonpath={.status.conditions[?(@.type=="Ready")].status}')" = True ] ||
      refuse "$1-$i is not ready, and those that stay must have everything"
  done
}

# SET FROM TO: stops the members from one ordinal up to another.
stop_members() {
  local i
  k scale statefulset "$1" --replicas "$2"
  for ((i = $2; i < $3; i++)); do
    k wait --for=delete "pod/$1-$i" --timeout 3660s
    echo "claim data-$1-$i stays, with everything on it"
  done
}

must_be_told() {
  [ "$answer" = --yes ] || {
    echo 'nothing was changed; pause GitOps for this release and add --yes to do it'
    exit 0
  }
}

# The pod that the Sentinel of member 0 names.
primary() {
  # shellcheck disable=SC2016 # expanded in the pod
  in_pod "$name-0" sentinel sh -c '. /scripts/members.sh; agreed_primary "$(ask_all_sentinels)"' | cut -d . -f 1
}

keep_primary() {
  local i attempt leader
  for ((i = wanted; i < replicas; i++)); do
    in_pod "$name-$i" redis sh -c '. /scripts/members.sh; ask 127.0.0.1 6379 CONFIG SET replica-priority 0' >/dev/null
  done
  # The Sentinels note the priorities within 10 s, and may elect one of those that leave until then.
  for attempt in 1 2 3 4; do
    leader=$(primary)
    [ -n "$leader" ] || refuse 'the Sentinels agree on no primary'
    [ "${leader##*-}" -ge "$wanted" ] || return 0
    [ "$attempt" -lt 4 ] || break
    echo "$leader hands over, attempt $attempt"
    in_pod "$leader" redis /scripts/hand-over.sh
  done
  refuse "$leader is still the primary, or another one that would leave"
}

scale_members() {
  local i
  ((wanted % 2 == 1)) || refuse 'an even number survives no more losses than one less'
  if [ "$replicas" -ne $((wanted + 2)) ] && [ "$replicas" -ne "$wanted" ]; then
    refuse "$name has $replicas members: take out two at a time, so that a majority of the Sentinels stays"
  fi
  must_be_ready "$name" "$wanted"
  if [ "$replicas" -gt "$wanted" ]; then
    leader=$(primary)
    [ -n "$leader" ] || refuse 'the Sentinels agree on no primary'
    echo "primary: $leader$([ "${leader##*-}" -lt "$wanted" ] || echo ', which hands over first')"
  fi
  echo "$name: $((wanted + 1)) members and more become $wanted; the Sentinels forget those that left, one after the other"
  must_be_told
  if [ "$replicas" -gt "$wanted" ]; then
    keep_primary
    stop_members "$name" "$wanted" "$replicas"
  fi
  for ((i = 0; i < wanted; i++)); do
    in_pod "$name-$i" sentinel /scripts/forget-members.sh "$wanted"
  done
  echo "$name has $wanted members; set replicas to $wanted in values/ before GitOps is resumed"
}

scale_shards() {
  local i j leaving=$name-shard-$wanted members count
  [ -z "$(replicas_of "$name-shard-$((wanted + 1))")" ] || refuse "there are more than $((wanted + 1)) shards: take them out one by one"
  members=$(replicas_of "$leaving")
  [ -n "$members" ] || refuse "there is no $leaving: $name has no more than $wanted shards"
  for ((i = 0; i < wanted; i++)); do
    must_be_ready "$name-shard-$i" "$(replicas_of "$name-shard-$i")"
  done
  must_be_ready "$leaving" "$members"
  echo "$leaving: its slots go to the others, its $members members stop and are struck off; $wanted shards stay"
  must_be_told
  if [ "$members" -gt 0 ]; then
    in_pod "$name-shard-0-0" redis /scripts/empty-shard.sh "$leaving"
    stop_members "$leaving" 0 "$members"
  fi
  # All within a minute: for so long a node does not hear of those again that it has forgotten.
  for ((i = 0; i < wanted; i++)); do
    count=$(replicas_of "$name-shard-$i")
    for ((j = 0; j < count; j++)); do
      in_pod "$name-shard-$i-$j" redis /scripts/forget-shard.sh "$leaving"
    done
  done
  echo "$name has $wanted shards; set cluster.shards to $wanted in values/ before GitOps is resumed"
}

replicas=$(replicas_of "$name")
if [ -n "$replicas" ]; then
  scale_members
elif [ -n "$(replicas_of "$name-shard-0")" ]; then
  scale_shards
else
  refuse "there is no Redis $name in $namespace"
fi
