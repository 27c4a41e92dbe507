#!/usr/bin/env bash
# Prints the topics with their settings, and the rights of users: what is needed to make them again elsewhere.
# usage: export-topics.sh NAMESPACE NAME >FILE
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: $0 NAMESPACE NAME" >&2
  exit 2
fi
set=$(kubectl --namespace "$1" get statefulset --output name \
  --selector "app.kubernetes.io/name=kafka,app.kubernetes.io/instance=$2,app.kubernetes.io/component!=controller")
kubectl --namespace "$1" exec "${set##*/}-0" --container kafka -- /scripts/export-topics.sh
