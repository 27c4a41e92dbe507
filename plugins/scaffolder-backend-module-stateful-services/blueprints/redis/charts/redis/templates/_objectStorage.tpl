{{/* Moves copies between the claim and the object storage. Takes root, name and environment. */}}
{{- define "redis.transferContainer" -}}
{{- $storage := .root.Values.backup.objectStorage -}}
- name: {{ .name }}
  image: {{ include "redis.imageReference" $storage.image | quote }}
  imagePullPolicy: {{ $storage.image.pullPolicy }}
  command:
    - /scripts/{{ .name }}.sh
  env:
    - name: SET_NAME
      value: {{ include "redis.name" .root | quote }}
    - name: STORAGE
      value: {{ printf ":%s:%s/%s/%s/" $storage.kind $storage.bucket .root.Release.Namespace (include "redis.name" .root) | quote }}
    {{- toYaml .environment | nindent 4 }}
    {{- include "redis.rcloneEnvironment" $storage | trim | nindent 4 }}
  {{- with $storage.existingSecret }}
  envFrom:
    - secretRef:
        name: {{ . }}
  {{- end }}
  resources:
    {{- include "redis.resources" (dict "memory" $storage.memory "cpuRequest" .root.Values.backup.cpuRequest) | nindent 4 }}
  securityContext:
    {{- include "redis.containerSecurity" .root | nindent 4 }}
  volumeMounts:
    - name: scripts
      mountPath: /scripts
      readOnly: true
    - name: backup
      mountPath: /backup
      subPath: redis
    - name: scratch
      mountPath: /tmp
{{- end -}}

{{/* Options of rclone 1.76. No file of options is read; credentials come from the Secret or from the identity of the pod. The Job tries again. */}}
{{- define "redis.rcloneEnvironment" -}}
{{- $options := dict "CONFIG" "" "CACHE_DIR" "/tmp" "TRANSFERS" "1" "RETRIES" "1" -}}
{{- $prefix := upper .kind -}}
{{- $_ := set $options (printf "%s_ENV_AUTH" $prefix) "true" -}}
{{- if eq .kind "azureblob" -}}
{{- $_ := merge $options (dict "AZUREBLOB_ACCOUNT" .account "AZUREBLOB_NO_CHECK_CONTAINER" "true") -}}
{{- else -}}
{{- $_ := set $options (printf "%s_NO_CHECK_BUCKET" $prefix) "true" -}}
{{- end -}}
{{- if eq .kind "gcs" -}}
{{- $_ := set $options "GCS_BUCKET_POLICY_ONLY" "true" -}}
{{- else if eq .kind "s3" -}}
{{- $_ := merge $options (dict "S3_PROVIDER" (empty .endpoint | ternary "AWS" "Other") "S3_REGION" .region "S3_ENDPOINT" .endpoint) -}}
{{- end -}}
{{- range $option, $value := $options }}
- name: RCLONE_{{ $option }}
  value: {{ $value | quote }}
{{- end }}
{{- end -}}
