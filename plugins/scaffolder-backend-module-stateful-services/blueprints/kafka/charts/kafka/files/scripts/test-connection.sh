#!/bin/bash
# Helm test: makes a topic as a client does, writes a record, reads it back and removes the topic.
set -euo pipefail
# shellcheck source=members.sh
. /scripts/members.sh

client=/tmp/client.properties
umask 077
cp /configuration/outside.properties "$client"
if [ -n "$PASSWORD_FILE" ]; then
  printf 'sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="%s" password="%s";\n' \
    "$USERNAME" "$(<"$PASSWORD_FILE")" >>"$client"
fi
topic=helm-test-$POD_NAME

as_client() {
  local name=$1
  shift
  tool "$name" --bootstrap-server "$BOOTSTRAP" --command-config "$client" "$@"
}

as_client kafka-topics --create --if-not-exists --topic "$topic" >/dev/null
trap 'as_client kafka-topics --delete --topic "$topic" >/dev/null' EXIT
printf 'written\n' | as_client kafka-console-producer --topic "$topic" --command-property acks=all
read_back=$(as_client kafka-console-consumer --topic "$topic" --from-beginning --max-messages 1 --timeout-ms 30000 2>/dev/null)
[ "$read_back" = written ]
log 'written and read back'
