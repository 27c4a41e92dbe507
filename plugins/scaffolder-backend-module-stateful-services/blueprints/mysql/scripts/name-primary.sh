#!/usr/bin/env bash
# Last resort: tells a member to found the group when the members refuse to (docs/runbooks/full-outage.md).
# What other members hold and this one lacks is lost.
# usage: name-primary.sh NAMESPACE NAME ORDINAL
set -euo pipefail

if [ $# -ne 3 ] || ! [[ $3 =~ ^[0-9]+$ ]]; then
  echo "usage: $0 NAMESPACE NAME ORDINAL" >&2
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

replicas=$(k get statefulset "$name" --output 'jsonpath={.spec.replicas}')
[ "$ordinal" -lt "$replicas" ] || refuse "there is no member $ordinal: $namespace/$name has $replicas"
for ((i = 0; i < replicas; i++)); do
  report=$(k exec "$name-$i" --container keeper -- \
    sh -c '. /scripts/member.sh; . /scripts/report.sh; own_report; ls /var/lib/mysql/origin 2>/dev/null || true') || report=
  echo "$name-$i: ${report:-does not answer}"
  case $report in
  '') [ "$i" -ne "$ordinal" ] || refuse "$name-$i must answer to be named" ;;
  ONLINE*) refuse "$name-$i is in a group already" ;;
  */origin) [ "$i" -eq "$ordinal" ] || refuse "$name-$i was named already" ;;
  esac
done
printf 'Type %s-%s to make it the primary of %s/%s: ' "$name" "$ordinal" "$namespace" "$name"
read -r confirmation
if [ "$confirmation" != "$name-$ordinal" ]; then
  echo 'nothing was changed' >&2
  exit 1
fi
k exec "$name-$ordinal" --container keeper -- touch /var/lib/mysql/origin
