#!/bin/bash
# Sourced by the other scripts: who this node is, who the others are, and how Kafka's tools are called.
# Needs POD_NAME, DOMAIN, ROLE and CONTROLLERS.
# shellcheck disable=SC2034 # used by the scripts that source this one

CONTROLLER_PORT=9093
INTERNAL_PORT=9091
# Where a node with an empty disk says so, until the cluster is founded.
FOUNDING_PORT=9099

configuration=/run/kafka/server.properties
# The directory in log.dirs.
disk=/data

ordinal=${POD_NAME##*-}
self=$POD_NAME.$DOMAIN
# A number that a controller and a broker share would be refused.
if [ "$ROLE" = broker ]; then node_id=$((100 + ordinal)); else node_id=$ordinal; fi

log() {
  printf '%s\n' "$*" >&2
}

refuse() {
  log "refused: $*"
  exit 1
}

# HOST PORT
listens() {
  # shellcheck disable=SC2016 # expanded by the inner shell
  timeout 2 bash -c '</dev/tcp/$0/$1' "$1" "$2" 2>/dev/null
}

any_controller_listens() {
  local host
  for host in $CONTROLLERS; do
    if listens "$host" "$CONTROLLER_PORT"; then return 0; fi
  done
  return 1
}

# Before it nobody can tell anything of the quorum, and asking starts a JVM.
most_controllers_listen() {
  local host listening=0 all=0
  for host in $CONTROLLERS; do
    all=$((all + 1))
    if listens "$host" "$CONTROLLER_PORT"; then listening=$((listening + 1)); fi
  done
  [ $((2 * listening)) -gt "$all" ]
}

# The key for TLS, which is in plain text in the Secret, Java encrypts in memory, and decrypts, for each thread of the network:
# by its default with 10,000 rounds of a hash each time, which delays a start.
quick_keys=-Dkeystore.pkcs12.keyPbeIterationCount=1

# NAME ARGUMENTS...: one of Kafka's tools, with as little memory as it needs: it lives within the limit of the server.
tool() (
  export KAFKA_HEAP_OPTS='-Xmx64m' KAFKA_OPTS=$quick_keys LOG_DIR=/tmp
  export KAFKA_JVM_PERFORMANCE_OPTS='-XX:+UseSerialGC -XX:TieredStopAtLevel=1'
  name=$1
  shift
  timeout "${seconds:-60}" "/opt/kafka/bin/$name.sh" "$@"
)

# NAME ARGUMENTS...: one that asks this broker.
ask_broker() {
  local name=$1
  shift
  tool "$name" --bootstrap-server "$self:$INTERNAL_PORT" --command-config /configuration/client.properties "$@"
}

# ARGUMENTS...: what the controllers say of their quorum. Asked in the middle of an election, they do not answer at all.
ask_quorum() {
  seconds=30 tool kafka-metadata-quorum --bootstrap-controller "${CONTROLLERS// /:$CONTROLLER_PORT,}:$CONTROLLER_PORT" \
    --command-config /configuration/client.properties describe "$@"
}
