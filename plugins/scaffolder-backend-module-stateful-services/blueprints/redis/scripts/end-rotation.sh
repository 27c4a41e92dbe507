#!/usr/bin/env bash
# Ends the former password, after the one in the Secret is in use everywhere (docs/runbooks/password.md).
# Says what it would do; with --yes it does it.
# usage: end-rotation.sh NAMESPACE NAME [--yes]
set -euo pipefail

if [ $# -lt 2 ] || [ $# -gt 3 ] || { [ $# -eq 3 ] && [ "$3" != --yes ]; }; then
  echo "usage: $0 NAMESPACE NAME [--yes]" >&2
  exit 2
fi
namespace=$1
name=$2

# POD CONTAINER COMMAND...
in_member() {
  local pod=$1 container=$2
  shift 2
  kubectl --namespace "$namespace" exec "$pod" --container "$container" -- "$@"
}

# Of all StatefulSets of the service, one line each: name and number of members. A cluster has one for each shard.
sets=$(kubectl --namespace "$namespace" get statefulsets --output json \
  --selector "app.kubernetes.io/name=redis,app.kubernetes.io/instance=$name" |
  jq --raw-output '.items[] | "\(.metadata.name) \(.spec.replicas)"')
[ -n "$sets" ] || {
  echo "refused: there is no Redis $name in $namespace" >&2
  exit 1
}
members=()
while read -r each replicas; do
  set=$each
  for ((i = 0; i < replicas; i++)); do members+=("$set-$i"); done
done <<<"$sets"
servers=(redis:6379)
[ "$set" != "$name" ] || [ ${#members[@]} -eq 1 ] || servers+=(sentinel:26379)
wanted=$(kubectl --namespace "$namespace" get statefulset "$set" --output json |
  jq --raw-output '.spec.template.spec.volumes[] | select(.name == "secret").secret | "\(.secretName) \(.items[0].key)"')
read -r secret key <<<"$wanted"
hash=$(kubectl --namespace "$namespace" get secret "$secret" --output json |
  jq --raw-output --arg key "$key" '.data[$key]' | base64 --decode | sha256sum)
for member in "${members[@]}"; do
  # shellcheck disable=SC2016 # expanded in the pod
  [ "$(in_member "$member" redis sh -c 'sha256sum <"$PASSWORD_FILE"')" = "$hash" ] || {
    echo "refused: $member does not see the password of the Secret yet, which takes up to two minutes" >&2
    exit 1
  }
  for server in "${servers[@]}"; do
    in_member "$member" "${server%:*}" sh -c ". /scripts/server.sh; ask 127.0.0.1 ${server#*:} PING" >/dev/null || {
      echo "refused: ${server%:*} of $member does not take the password of the Secret yet" >&2
      exit 1
    }
  done
done
if [ "${3:-}" != --yes ]; then
  echo "the former password of $name would end on ${#members[@]} members; add --yes to do it"
  exit 0
fi
for member in "${members[@]}"; do
  for server in "${servers[@]}"; do
    in_member "$member" "${server%:*}" /scripts/end-former-password.sh "${server#*:}"
  done
done
echo "the former password of $name is no longer taken for new connections"
