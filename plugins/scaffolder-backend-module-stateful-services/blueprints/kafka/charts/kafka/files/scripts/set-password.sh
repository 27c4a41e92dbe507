#!/bin/bash
# Gives the first user the password that is in the Secret now. New connections need it from then on.
set -euo pipefail
# shellcheck source=members.sh
. /scripts/members.sh

password=$(<"$PASSWORD_FILE")
# Kafka's tool reads it from a list of properties, in which other characters have a meaning.
[[ $password =~ ^[A-Za-z0-9._~+/=-]{12,}$ ]] ||
  refuse 'the password must have 12 or more letters, digits and . _ ~ + / = -'
umask 077
credentials=$(mktemp /run/kafka/credentials.XXXXXX)
trap 'rm -f "$credentials"' EXIT
printf 'SCRAM-SHA-512=iterations=8192,password=%s\n' "$password" >"$credentials"
# Its messages may repeat the password.
ask_broker kafka-configs --alter --entity-type users --entity-name "$USERNAME" --add-config-file "$credentials" >/dev/null 2>&1 ||
  refuse "the brokers did not take the password of $USERNAME"
