{{- define "kafka.ssl" -}}
ssl.keystore.type=PEM
ssl.keystore.certificate.chain=${dir:/run/secrets/tls:tls.crt}
ssl.keystore.key=${dir:/run/secrets/tls:tls.key}
{{ include "kafka.sslTrust" . }}
{{- end -}}

{{- define "kafka.sslTrust" -}}
ssl.truststore.type=PEM
ssl.truststore.certificates=${dir:/run/secrets/tls:ca.crt}
config.providers=dir
config.providers.dir.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider
config.providers.dir.param.allowed.paths=/run/secrets/tls
{{- end -}}

{{/* For the tools inside of the members: as a member itself. */}}
{{- define "kafka.clientProperties" -}}
{{- if .Values.tls.enabled -}}
security.protocol=SSL
{{ include "kafka.ssl" . }}
{{- else -}}
security.protocol=PLAINTEXT
{{- end }}
{{- end -}}

{{/* For everybody else; the name and the password are still to be added. */}}
{{- define "kafka.outsideProperties" -}}
{{- if .Values.tls.enabled -}}
security.protocol=SASL_SSL
sasl.mechanism=SCRAM-SHA-512
{{ include "kafka.sslTrust" . }}
{{- else -}}
security.protocol=PLAINTEXT
{{- end }}
{{- end -}}

{{- define "kafka.listeners" -}}
{{- $listeners := dict "controller" "CONTROLLER://:9093" "broker" "INTERNAL://:9091,CLIENT://:9092" -}}
{{- get $listeners . | default (printf "%s,%s" $listeners.controller $listeners.broker) -}}
{{- end -}}

{{/* What the nodes of a role run with; prepare.sh adds the number, the addresses and the zone. Takes root and role. */}}
{{- define "kafka.serverProperties" -}}
{{- $copies := ternary 3 1 (eq .root.Values.topology.kind "dedicated") -}}
{{- $inSync := ternary 2 1 (eq .root.Values.topology.kind "dedicated") -}}
process.roles={{ get (dict "controller" "controller" "broker" "broker") .role | default "broker,controller" }}
listeners={{ include "kafka.listeners" .role }}
controller.listener.names=CONTROLLER
controller.quorum.bootstrap.servers={{ include "kafka.controllerHosts" (dict "root" .root "separator" ":9093,") }}:9093
{{- if ne .role "broker" }}
# An empty controller takes the place of its predecessor by itself.
controller.quorum.auto.join.enable=true
{{- else }}
# A broker is never elected; but from these times on without a controller, Kafka 4.3.1 keeps a whole processor busy.
controller.quorum.election.timeout.ms=86400000
controller.quorum.fetch.timeout.ms=86400000
{{- end }}
log.dirs=/data
# The controllers decide the defaults of topics, so they have these, too.
default.replication.factor={{ $copies }}
min.insync.replicas={{ $inSync }}
num.partitions={{ .root.Values.topics.partitions }}
log.retention.hours={{ .root.Values.topics.retentionHours }}
offsets.topic.replication.factor={{ $copies }}
transaction.state.log.replication.factor={{ $copies }}
transaction.state.log.min.isr={{ $inSync }}
share.coordinator.state.topic.replication.factor={{ $copies }}
share.coordinator.state.topic.min.isr={{ $inSync }}
unclean.leader.election.enable=false
auto.create.topics.enable=false
inter.broker.listener.name=INTERNAL
{{- if .root.Values.tls.enabled }}
listener.security.protocol.map=CONTROLLER:SSL,INTERNAL:SSL,CLIENT:SASL_SSL
{{ include "kafka.ssl" .root }}
ssl.client.auth=required
ssl.principal.mapping.rules=RULE:^CN=([^,]+).*$/$1/
listener.name.client.ssl.client.auth=none
listener.name.client.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
sasl.enabled.mechanisms=SCRAM-SHA-512
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:{{ include "kafka.name" .root }}-member;User:{{ .root.Values.auth.username }}
{{- else }}
listener.security.protocol.map=CONTROLLER:PLAINTEXT,INTERNAL:PLAINTEXT,CLIENT:PLAINTEXT
{{- end }}
{{- end -}}

{{/* What the containers of a role read at start. Takes root and role. */}}
{{- define "kafka.configurationData" -}}
{{ .role }}.properties: |
  {{- include "kafka.serverProperties" . | nindent 2 }}
client.properties: |
  {{- include "kafka.clientProperties" .root | nindent 2 }}
log4j2.yaml: |
  {{- .root.Files.Get "files/log4j2.yaml" | nindent 2 }}
{{- end -}}

{{- define "kafka.scriptData" -}}
{{- range $path, $_ := .Files.Glob "files/scripts/*.sh" }}
{{ base $path }}: |
  {{- $.Files.Get $path | nindent 2 }}
{{- end }}
{{- end -}}
