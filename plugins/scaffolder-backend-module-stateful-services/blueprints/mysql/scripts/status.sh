#!/usr/bin/env bash
# What each member says of itself: state, role, whether it reaches a majority, whom it sees, and which transactions it has.
# usage: status.sh NAMESPACE NAME
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: $0 NAMESPACE NAME" >&2
  exit 2
fi
namespace=$1
name=$2

replicas=$(kubectl --namespace "$namespace" get statefulset "$name" --output 'jsonpath={.spec.replicas}')
for ((i = 0; i < replicas; i++)); do
  report=$(kubectl --namespace "$namespace" exec "$name-$i" --container keeper -- \
    sh -c '. /scripts/member.sh; . /scripts/report.sh; own_report' 2>/dev/null) || report='does not answer'
  echo "$name-$i: $report"
done
