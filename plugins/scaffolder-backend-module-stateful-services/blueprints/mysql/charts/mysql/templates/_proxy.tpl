{{/*
What HAProxy asks a member, in bytes: a login of the account health, whose password is empty, then one query, then good-bye.
Handshake response 41 and COM_QUERY: https://dev.mysql.com/doc/dev/mysql-server/9.7.0/page_protocol_connection_phase_packets_protocol_handshake_response.html
*/}}
{{- define "mysql.proxyChecks" -}}
{{- $query := "SELECT CONCAT('IS_', MEMBER_ROLE) FROM performance_schema.replication_group_members WHERE MEMBER_ID = @@server_uuid AND MEMBER_STATE = 'ONLINE' AND (SELECT 2 * SUM(MEMBER_STATE IN ('ONLINE', 'RECOVERING')) > COUNT(*) FROM performance_schema.replication_group_members)" }}
{{- if not (include "mysql.isGroup" .root) }}
{{- $query = "SELECT IF(@@GLOBAL.read_only = 0, 'IS_PRIMARY', IF(EXISTS (SELECT * FROM performance_schema.replication_connection_status WHERE CHANNEL_NAME = '' AND SERVICE_STATE = 'ON'), 'IS_SECONDARY', 'IS_NONE'))" }}
{{- end }}
{{- $length := add1 (len $query) | int -}}
option tcp-check
tcp-check expect string caching_sha2_password
# CLIENT_LONG_PASSWORD, PROTOCOL_41, SECURE_CONNECTION and PLUGIN_AUTH; packets up to 16 MiB; utf8mb4.
tcp-check send-binary 3e00000101820800000000012d{{ repeat 23 "00" }}{{ printf "%x" "health" }}0000{{ printf "%x" "caching_sha2_password" }}00
tcp-check expect binary 00000200
# With the good-bye right behind the query, so that the member closes the connection: until then a check would go on to wait
# for an answer other than the one that came.
tcp-check send-binary {{ printf "%02x%02x000003%x" (mod $length 256) (div $length 256) $query }}0100000001
tcp-check expect string IS_{{ .role }}
{{- end -}}

{{- define "mysql.proxyServers" -}}
{{- range $ordinal := until (int .Values.replicas) }}
server {{ include "mysql.name" $ }}-{{ $ordinal }} {{ include "mysql.name" $ }}-{{ $ordinal }}.{{ include "mysql.headless" $ }}.{{ $.Release.Namespace }}.svc.{{ $.Values.clusterDomain }}:3306
{{- end }}
{{- end -}}

{{- define "mysql.proxyConfiguration" -}}
global
  log stdout format raw local0 notice
  maxconn {{ .Values.proxy.maxConnections }}
  hard-stop-after 30s

resolvers cluster
  parse-resolv-conf
  # A member that comes back has another address.
  hold valid 2s
  hold nx 2s

defaults
  mode tcp
  log global
  timeout connect 3s
  timeout check 3s
  # The server ends idle connections itself (wait_timeout).
  timeout client 8h
  timeout server 8h
  option clitcpka
  option srvtcpka
  default-server check inter 1s fall 2 rise 1 on-marked-down shutdown-sessions resolvers cluster init-addr none

# To the primary.
listen mysql
  bind :3306
  {{- include "mysql.proxyChecks" (dict "root" . "role" "PRIMARY") | nindent 2 }}
  {{- include "mysql.proxyServers" . | indent 2 }}

# To the secondaries, for readers that may be a moment behind.
listen mysql-read
  bind :3307
  balance leastconn
  {{- include "mysql.proxyChecks" (dict "root" . "role" "SECONDARY") | nindent 2 }}
  {{- include "mysql.proxyServers" . | indent 2 }}

frontend health
  mode http
  bind :8404
  timeout client 5s
  monitor-uri /ready
  monitor fail if { nbsrv(mysql) lt 1 } { nbsrv(mysql-read) lt 1 }
  http-request use-service prometheus-exporter if { path /metrics }
  http-request return status 200 if { path /alive }
  http-request deny
{{- end -}}
