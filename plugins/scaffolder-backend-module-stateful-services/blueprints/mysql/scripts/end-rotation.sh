#!/usr/bin/env bash
# Ends the former passwords, after the new ones are in use everywhere (docs/runbooks/passwords.md).
# Says what it would do; with --yes it does it.
# usage: end-rotation.sh NAMESPACE NAME [--yes]
set -euo pipefail

if [ $# -lt 2 ] || [ $# -gt 3 ] || { [ $# -eq 3 ] && [ "$3" != --yes ]; }; then
  echo "usage: $0 NAMESPACE NAME [--yes]" >&2
  exit 2
fi
namespace=$1
name=$2

in_keeper() {
  kubectl --namespace "$namespace" exec "$name-$1" --container keeper -- sh -c ". /scripts/member.sh; . /scripts/accounts.sh; $2"
}

replicas=$(kubectl --namespace "$namespace" get statefulset "$name" --output 'jsonpath={.spec.replicas}')
for ((i = 0; i < replicas; i++)); do
  # shellcheck disable=SC2016 # expanded in the pod
  if ! in_keeper "$i" 'can_log_in member "$MEMBER_PASSWORD" && can_log_in "$DATABASE_USER" "$SECRETS/password"'; then
    echo "refused: $name-$i does not accept the passwords of the Secret yet" >&2
    exit 1
  fi
done
if [ "${3:-}" != --yes ]; then
  echo "the former passwords of $name would end on $replicas members; add --yes to do it"
  exit 0
fi
for ((i = 0; i < replicas; i++)); do
  in_keeper "$i" end_former_passwords
done
echo "the former passwords of $name are no longer accepted"
