#!/bin/bash
# CACHE PERFORMANCE: runs each program of Kafka once, on a cluster of one node with TLS, for Java to leave in the folder CACHE what
# the next start can take from there. In a container of the image, with /tmp of its own that holds certificates.
set -euo pipefail
cache=$1
performance=$2
export KAFKA_JVM_PERFORMANCE_OPTS=$performance LOG_DIR=/tmp
cd /tmp

cat >client.properties <<'EOF'
security.protocol=SSL
ssl.keystore.type=PEM
ssl.keystore.certificate.chain=${dir:/tmp:tls.crt}
ssl.keystore.key=${dir:/tmp:tls.key}
ssl.truststore.type=PEM
ssl.truststore.certificates=${dir:/tmp:ca.crt}
config.providers=dir
config.providers.dir.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider
config.providers.dir.param.allowed.paths=/tmp
EOF
{
  grep -v '^security' client.properties
  cat <<'EOF'
process.roles=broker,controller
node.id=0
listeners=CONTROLLER://member:9093,INTERNAL://member:9091,CLIENT://member:9092
controller.listener.names=CONTROLLER
controller.quorum.bootstrap.servers=member:9093
log.dirs=/tmp/data
inter.broker.listener.name=INTERNAL
listener.security.protocol.map=CONTROLLER:SSL,INTERNAL:SSL,CLIENT:SASL_SSL
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
share.coordinator.state.topic.replication.factor=1
ssl.client.auth=required
ssl.principal.mapping.rules=RULE:^CN=([^,]+).*$/$1/
listener.name.client.ssl.client.auth=none
listener.name.client.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
sasl.enabled.mechanisms=SCRAM-SHA-512
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:member;User:writer
EOF
} >server.properties
cat >writer.properties <<'EOF'
bootstrap.servers=member:9092
security.protocol=SASL_SSL
sasl.mechanism=SCRAM-SHA-512
sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="writer" password="rehearsal";
ssl.truststore.type=PEM
ssl.truststore.location=/tmp/ca.crt
EOF
printf 'SCRAM-SHA-512=iterations=8192,password=rehearsal\n' >credentials

# PROGRAM ARGUMENTS...: as the launchers start it, which take the option from the environment.
rehearse() {
  local program=$1
  shift
  KAFKA_CACHE_OPTS="-XX:AOTCacheOutput=$cache/$program.aot" "/opt/kafka/bin/$program.sh" "$@"
}

ask_broker() {
  local program=$1
  shift
  KAFKA_HEAP_OPTS=-Xmx64m rehearse "$program" --bootstrap-server member:9091 --command-config client.properties "$@"
}

KAFKA_HEAP_OPTS=-Xmx64m rehearse kafka-storage format --config server.properties --cluster-id "$(printf %-16s rehearsal | base64 | tr -d =)" --standalone
KAFKA_HEAP_OPTS='-Xms256m -Xmx256m' rehearse kafka-server-start server.properties &
server=$!
until (exec 3<>/dev/tcp/member/9092) 2>/dev/null; do
  kill -0 "$server"
  sleep 1
done
ask_broker kafka-configs --alter --entity-type users --entity-name writer --add-config-file credentials
ask_broker kafka-topics --describe --under-replicated-partitions
KAFKA_HEAP_OPTS=-Xmx64m rehearse kafka-metadata-quorum --bootstrap-controller member:9093 --command-config client.properties describe --status

javac -d classes -cp '/opt/kafka/libs/*' /opt/drill/NumberedWriter.java
jar --create --file "$cache/writer.jar" -C classes .
mkfifo asked
# shellcheck disable=SC2086 # several options
java -Xmx128m $performance -XX:AOTCacheOutput="$cache/writer.aot" -cp "/opt/kafka/libs/*:$cache/writer.jar" NumberedWriter writer.properties <asked >said &
writer=$!
exec 4>asked
until grep -q '^ack' said; do
  kill -0 "$writer"
  sleep 1
done
printf 'look\nverify\nend\n' >&4
wait "$writer"

kill "$server"
wait "$server" || [ $? = 143 ]
