#!/usr/bin/env bash
# Lets another member lead than this one, as before planned work on its node. No acknowledged write is lost.
# Says what it would do; with --yes it does it. After an interruption, run it again with the same arguments.
# usage: failover.sh NAMESPACE NAME ORDINAL [--yes], with the NAME of the service or of the StatefulSet of a shard, and ORDINAL that of the
# member that leads now
set -euo pipefail

if [ $# -lt 3 ] || [ $# -gt 4 ] || ! [[ $3 =~ ^[0-9]+$ ]] || { [ $# -eq 4 ] && [ "$4" != --yes ]; }; then
  echo "usage: $0 NAMESPACE NAME ORDINAL [--yes], with ORDINAL that of the member that leads now" >&2
  exit 2
fi
namespace=$1
name=$2
member=$name-$3

k() {
  kubectl --namespace "$namespace" "$@"
}

refuse() {
  echo "refused: $1" >&2
  exit 1
}

if [[ $name =~ -shard-[0-9]+$ ]]; then
  container=redis
  # shellcheck disable=SC2016 # expanded in the pod
  question='. /scripts/cluster.sh; primaries_of "$shard"'
  script=/scripts/hand-over-node.sh
else
  container=sentinel
  # shellcheck disable=SC2016 # expanded in the pod
  question='. /scripts/members.sh; agreed_primary "$(ask_all_sentinels)"'
  script=/scripts/hand-over.sh
fi

# The pod that the Sentinels agree on, or that leads the shard, as the first member says that answers; or nothing.
primary() {
  for ((i = 0; i < replicas; i++)); do
    answer=$(k exec "$name-$i" --container "$container" -- sh -c "$question" 2>/dev/null) || continue
    echo "${answer%%.*}"
    return
  done
}

replicas=$(k get statefulset "$name" --output 'jsonpath={.spec.replicas}')
[ "$replicas" -gt 1 ] || refuse "$name has one member, so nobody can take over"
[ "$3" -lt "$replicas" ] || refuse "there is no member $3: $namespace/$name has $replicas"
leader=$(primary)
[ -n "$leader" ] || refuse 'no primary is known; see docs/runbooks/full-outage.md'
if [ "$leader" != "$member" ]; then
  echo "$leader leads, not $member: there is nothing to do"
  exit 0
fi
# shellcheck disable=SC2016 # expanded in the pod
replication=$(k exec "$member" --container redis -- sh -c '. /scripts/server.sh; ask 127.0.0.1 "$REDIS_PORT" INFO replication')
grep -q '^slave[0-9]*:.*state=online' <<<"$replication" || refuse "no replica of $member is in sync, so nobody can take over"
echo "$member: another member takes over; writes wait for a moment"
if [ "${4:-}" != --yes ]; then
  echo 'nothing was changed; add --yes to do it'
  exit 0
fi

k exec "$member" --container redis -- "$script"
for ((second = 0; second < 30; second++)); do
  leader=$(primary)
  if [ -n "$leader" ] && [ "$leader" != "$member" ]; then
    echo "$leader leads now"
    exit 0
  fi
  sleep 1
done
refuse "$member still leads: kubectl --namespace $namespace logs $member --container redis says why, then run this again"
