#!/usr/bin/env bash
# Makes the brokers take the password that is in the Secret now. Change the Secret first.
# usage: rotate-password.sh NAMESPACE NAME
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: $0 NAMESPACE NAME" >&2
  exit 2
fi
namespace=$1
pod=$2-broker-0

k() {
  kubectl --namespace "$namespace" "$@"
}

read -r secret key < <(k get pod "$pod" \
  --output 'jsonpath={.spec.volumes[?(@.name=="secret")].secret.secretName} {.spec.volumes[?(@.name=="secret")].secret.items[0].key}')
wanted=$(k get secret "$secret" --output json | jq --raw-output --arg key "$key" '.data[$key]' | base64 --decode | sha256sum)
echo "waiting until $pod sees the Secret $secret of now, which takes a minute"
for ((second = 0; second < 180; second++)); do
  # shellcheck disable=SC2016 # expanded in the pod
  if [ "$(k exec "$pod" --container kafka -- bash -c 'sha256sum <"$PASSWORD_FILE"')" = "$wanted" ]; then
    k exec "$pod" --container kafka -- /scripts/set-password.sh
    echo 'new connections need the new password'
    exit 0
  fi
  sleep 1
done
echo "refused: $pod still has the former password" >&2
exit 1
