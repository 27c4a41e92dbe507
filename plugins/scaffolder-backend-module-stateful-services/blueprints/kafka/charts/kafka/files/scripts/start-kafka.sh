#!/bin/bash
# Starts the server on the disk that prepare.sh has left formatted.
set -euo pipefail
# shellcheck source=members.sh
. /scripts/members.sh

rm -f /run/kafka/joined
/scripts/await-membership.sh &
heap=$((MEMORY_LIMIT_BYTES / 2))
# shellcheck disable=SC2031 # tool() sets them for itself
export KAFKA_HEAP_OPTS="-Xms$heap -Xmx$heap" KAFKA_OPTS="-XX:+ExitOnOutOfMemoryError $quick_keys" LOG_DIR=/tmp
export KAFKA_LOG4J_OPTS=-Dlog4j2.configurationFile=/configuration/log4j2.yaml
exec /opt/kafka/bin/kafka-server-start.sh /run/kafka/server.properties
