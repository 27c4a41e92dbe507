{{- define "redis.containerSecurity" -}}
allowPrivilegeEscalation: false
capabilities:
  drop:
    - ALL
readOnlyRootFilesystem: true
runAsGroup: 999
runAsNonRoot: true
runAsUser: 999
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* Memory request = limit, so that the kernel never takes it back; CPU is not limited. */}}
{{- define "redis.resources" -}}
requests:
  cpu: {{ .cpuRequest | quote }}
  memory: {{ .memory | quote }}
  ephemeral-storage: 64Mi
limits:
  memory: {{ .memory | quote }}
  ephemeral-storage: 256Mi
{{- end -}}

{{- define "redis.environment" -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: SET_NAME
  value: {{ include "redis.name" . | quote }}
- name: DOMAIN
  value: {{ include "redis.domain" . | quote }}
- name: SERVER
  value: {{ .Values.distribution | quote }}
{{- if include "redis.isCluster" . }}
- name: POD_IP
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
{{- else }}
- name: REPLICAS
  value: {{ .Values.replicas | quote }}
{{- end }}
- name: PASSWORD_FILE
  value: {{ printf "/run/secrets/redis/%s" .Values.auth.passwordKey | quote }}
{{- end -}}

{{- define "redis.mounts" -}}
- name: configuration
  mountPath: /configuration
  readOnly: true
- name: scripts
  mountPath: /scripts
  readOnly: true
- name: secret
  mountPath: /run/secrets/redis
  readOnly: true
{{- if include "redis.isCluster" . }}
- name: members
  mountPath: /members
  readOnly: true
{{- end }}
{{- end -}}
