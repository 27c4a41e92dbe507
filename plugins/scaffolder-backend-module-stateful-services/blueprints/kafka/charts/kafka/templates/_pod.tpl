{{/* uid of the image's user appuser */}}
{{- define "kafka.containerSecurity" -}}
allowPrivilegeEscalation: false
capabilities:
  drop:
    - ALL
readOnlyRootFilesystem: true
runAsGroup: 1000
runAsNonRoot: true
runAsUser: 1000
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "kafka.podSecurity" -}}
fsGroup: 1000
fsGroupChangePolicy: OnRootMismatch
runAsGroup: 1000
runAsNonRoot: true
runAsUser: 1000
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* Memory request = limit, so that the kernel never takes it back; CPU is not limited. */}}
{{- define "kafka.resources" -}}
requests:
  cpu: {{ .cpuRequest | quote }}
  memory: {{ .memory | quote }}
  ephemeral-storage: 64Mi
limits:
  memory: {{ .memory | quote }}
  ephemeral-storage: 256Mi
{{- end -}}

{{/* Takes root and role. */}}
{{- define "kafka.environment" -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: ROLE
  value: {{ .role }}
- name: DOMAIN
  value: {{ include "kafka.domain" .root | quote }}
- name: CONTROLLERS
  value: {{ include "kafka.controllerHosts" (dict "root" .root "separator" " ") | quote }}
- name: USERNAME
  value: {{ .root.Values.auth.username | quote }}
- name: PASSWORD_FILE
  value: {{ ternary (printf "/run/secrets/kafka/%s" .root.Values.auth.passwordKey) "" (and .root.Values.tls.enabled (ne .role "controller")) | quote }}
- name: METRICS_USER
  value: {{ ternary (printf "%s-metrics" (include "kafka.name" .root)) "" (and .root.Values.metrics.enabled .root.Values.tls.enabled) | quote }}
{{- end -}}

{{/* Takes root. */}}
{{- define "kafka.mounts" -}}
- name: configuration
  mountPath: /configuration
  readOnly: true
- name: scripts
  mountPath: /scripts
  readOnly: true
{{- if .Values.tls.enabled }}
- name: tls
  mountPath: /run/secrets/tls
  readOnly: true
{{- end }}
- name: scratch
  mountPath: /tmp
{{- end -}}

{{/* Takes root and role. */}}
{{- define "kafka.volumes" -}}
- name: configuration
  configMap:
    name: {{ include "kafka.name" .root }}-{{ .role }}
- name: scripts
  configMap:
    name: {{ include "kafka.name" .root }}-scripts
    defaultMode: 365 # 0555; parsers of YAML 1.2 read a leading zero as decimal
{{- if .root.Values.tls.enabled }}
- name: tls
  secret:
    secretName: {{ include "kafka.tlsSecret" .root }}
    defaultMode: 288 # 0440
{{- if ne .role "controller" }}
- name: secret
  secret:
    secretName: {{ .root.Values.auth.existingSecret }}
    defaultMode: 288 # 0440
    items:
      - key: {{ .root.Values.auth.passwordKey }}
        path: {{ .root.Values.auth.passwordKey }}
{{- end }}
{{- end }}
- name: scratch
  emptyDir:
    sizeLimit: 128Mi
{{- end -}}
