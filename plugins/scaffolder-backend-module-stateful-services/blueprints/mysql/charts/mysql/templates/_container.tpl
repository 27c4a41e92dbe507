{{/* Takes user and group. */}}
{{- define "mysql.containerSecurityOf" -}}
allowPrivilegeEscalation: false
capabilities:
  drop:
    - ALL
readOnlyRootFilesystem: true
runAsGroup: {{ .group }}
runAsNonRoot: true
runAsUser: {{ .user }}
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "mysql.containerSecurity" -}}
{{- include "mysql.containerSecurityOf" (dict "user" 999 "group" 999) -}}
{{- end -}}

{{/* Memory request = limit, so that the kernel never takes it back; CPU is not limited. */}}
{{- define "mysql.resources" -}}
requests:
  cpu: {{ .cpuRequest | quote }}
  memory: {{ .memory | quote }}
  ephemeral-storage: 64Mi
limits:
  memory: {{ .memory | quote }}
  ephemeral-storage: 256Mi
{{- end -}}

{{- define "mysql.environment" -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: SET_NAME
  value: {{ include "mysql.name" . | quote }}
- name: DOMAIN
  value: {{ printf "%s.%s.svc.%s" (include "mysql.headless" .) .Release.Namespace .Values.clusterDomain | quote }}
- name: SECRETS
  value: /run/secrets/mysql
- name: TOPOLOGY
  value: {{ .Values.topology.type | quote }}
- name: GROUP_NAME
  value: {{ include "mysql.groupName" . | quote }}
- name: DATABASE
  value: {{ .Values.database.name | quote }}
- name: DATABASE_USER
  value: {{ .Values.database.user | quote }}
{{- end -}}

{{/* Of what start-mysql.sh needs besides. */}}
{{- define "mysql.serverEnvironment" -}}
{{- $scale := dict "Mi" 1 "Gi" 1024 }}
{{- $memory := mul (regexFind "^[0-9]+" .Values.mysql.memory | int) (get $scale (regexFind "[MG]i$" .Values.mysql.memory)) }}
{{- $pool := mul (regexFind "^[0-9]+" .Values.mysql.bufferPool | int) (get $scale (regexFind "[MG]i$" .Values.mysql.bufferPool)) }}
{{- if lt (sub $memory $pool) 1024 }}
{{- fail (printf "mysql.memory %s must be at least 1Gi more than mysql.bufferPool %s: the server needs that beside its buffer pool" .Values.mysql.memory .Values.mysql.bufferPool) }}
{{- end -}}
- name: BUFFER_POOL
  value: {{ printf "%dM" $pool | quote }}
- name: MAX_CONNECTIONS
  value: {{ .Values.mysql.maxConnections | quote }}
- name: BINLOG_SECONDS
  value: {{ mul .Values.mysql.binlogHours 3600 | quote }}
- name: COPY_TAKEN_OF
  value: {{ .Values.upgrade.copyTakenOf | quote }}
{{- end -}}

{{- define "mysql.mounts" -}}
- name: configuration
  mountPath: /configuration
  readOnly: true
- name: scripts
  mountPath: /scripts
  readOnly: true
- name: members
  mountPath: /members
  readOnly: true
- name: secret
  mountPath: /run/secrets/mysql
  readOnly: true
{{- if .Values.tls.existingSecret }}
- name: tls
  mountPath: /run/secrets/tls
  readOnly: true
{{- end }}
{{- end -}}

{{/* Volumes of everything that runs a script of the chart. */}}
{{- define "mysql.scriptVolumes" -}}
- name: configuration
  configMap:
    name: {{ include "mysql.name" . }}-configuration
    items:
      - key: my.cnf
        path: my.cnf
      - key: group-replication.cnf
        path: group-replication.cnf
      - key: replication.cnf
        path: replication.cnf
- name: scripts
  configMap:
    name: {{ include "mysql.name" . }}-configuration
    defaultMode: 365 # 0555; parsers of YAML 1.2 read a leading zero as decimal
- name: members
  configMap:
    name: {{ include "mysql.name" . }}-members
- name: secret
  secret:
    secretName: {{ .Values.auth.existingSecret }}
    defaultMode: 288 # 0440
    items:
      - key: {{ .Values.auth.passwordKey }}
        path: password
      - key: {{ .Values.auth.memberPasswordKey }}
        path: member-password
{{- with .Values.tls.existingSecret }}
- name: tls
  secret:
    secretName: {{ . }}
    defaultMode: 288 # 0440
    items:
      - key: ca.crt
        path: ca.crt
      - key: tls.crt
        path: tls.crt
      - key: tls.key
        path: tls.key
{{- end }}
{{- end -}}
