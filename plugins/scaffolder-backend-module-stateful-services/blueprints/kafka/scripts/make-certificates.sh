#!/usr/bin/env bash
# Makes an authority, and the certificates of the members and of the exporter, as two Secrets. For those without cert-manager.
# Says what it would do; with --yes it does it.
# usage: make-certificates.sh NAMESPACE NAME [--yes]
set -euo pipefail

if [ $# -lt 2 ] || [ $# -gt 3 ] || { [ $# -eq 3 ] && [ "$3" != --yes ]; }; then
  echo "usage: $0 NAMESPACE NAME [--yes]" >&2
  exit 2
fi
namespace=$1
name=$2
domain=$namespace.svc.cluster.local

k() {
  kubectl --namespace "$namespace" "$@"
}

for secret in "$name-tls" "$name-metrics-tls"; do
  if [ -n "$(k get secret "$secret" --ignore-not-found --output name)" ]; then
    echo "refused: Secret $secret is there already; a new authority would lock out all who trust the former one" >&2
    exit 1
  fi
done
echo "Secrets $name-tls and $name-metrics-tls in $namespace: certificates for one year, of an authority whose key is thrown away"
if [ "${3:-}" != --yes ]; then
  echo 'nothing was changed; add --yes to do it'
  exit 0
fi

umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
key=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes)
openssl req -x509 "${key[@]}" -days 365 -subj "/CN=$name authority" -keyout "$work/ca.key" -out "$work/ca.crt" 2>/dev/null

# SECRET COMMON_NAME DNS_NAMES
issue() {
  openssl req "${key[@]}" -subj "/CN=$2" -keyout "$work/tls.key" -out "$work/tls.csr" 2>/dev/null
  printf 'subjectAltName=%s\n' "$3" >"$work/extensions"
  openssl x509 -req -days 365 -in "$work/tls.csr" -CA "$work/ca.crt" -CAkey "$work/ca.key" -CAcreateserial \
    -extfile "$work/extensions" -out "$work/tls.crt" 2>/dev/null
  k create secret generic "$1" --from-file "$work/ca.crt" --from-file "$work/tls.crt" --from-file "$work/tls.key"
}

issue "$name-tls" "$name-member" "DNS:*.$name-headless.$domain,DNS:$name.$domain,DNS:$name.$namespace.svc"
issue "$name-metrics-tls" "$name-metrics" "DNS:$name-metrics.$domain"
