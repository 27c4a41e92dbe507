{{/* A pod for some minutes that is a client of the members. Takes root, name, environment, memory, transfer, transferEnvironment, and
where they are needed script, mounts and volumes. */}}
{{- define "redis.jobPod" -}}
{{- $isStored := .root.Values.backup.objectStorage.bucket -}}
{{- $containers := list (include "redis.jobContainer" .) -}}
{{- if $isStored -}}
{{- $transfer := include "redis.transferContainer" (dict "root" .root "name" .transfer "environment" .transferEnvironment) -}}
{{- $containers = eq .transfer "upload" | ternary (append $containers $transfer) (prepend $containers $transfer) -}}
{{- end -}}
metadata:
  labels:
    app.kubernetes.io/name: redis-{{ .name }}
    app.kubernetes.io/instance: {{ include "redis.name" .root }}
    backstage.io/kubernetes-id: {{ .root.Values.kubernetesId | quote }}
    {{- if and $isStored (eq .root.Values.backup.objectStorage.kind "azureblob") }}
    azure.workload.identity/use: "true"
    {{- end }}
    {{- toYaml .root.Values.networkPolicy.clientLabels | nindent 4 }}
spec:
  restartPolicy: Never
  automountServiceAccountToken: false
  enableServiceLinks: false
  securityContext:
    fsGroup: 999
    fsGroupChangePolicy: OnRootMismatch
    runAsGroup: 999
    runAsNonRoot: true
    runAsUser: 999
    seccompProfile:
      type: RuntimeDefault
  {{- if $isStored }}
  serviceAccountName: {{ include "redis.name" .root }}-backup
  initContainers:
    {{- index $containers 0 | nindent 4 }}
  {{- end }}
  containers:
    {{- last $containers | nindent 4 }}
  volumes:
    - name: configuration
      configMap:
        name: {{ include "redis.name" .root }}-configuration
    - name: scripts
      configMap:
        name: {{ include "redis.name" .root }}-configuration
        defaultMode: 365 # 0555; parsers of YAML 1.2 read a leading zero as decimal
    - name: secret
      secret:
        secretName: {{ .root.Values.auth.existingSecret }}
        defaultMode: 288 # 0440
    {{- if include "redis.isCluster" .root }}
    - name: members
      configMap:
        name: {{ include "redis.name" .root }}-members
    {{- end }}
    - name: backup
      persistentVolumeClaim:
        claimName: {{ include "redis.name" .root }}-backup
    - name: scratch
      emptyDir:
        sizeLimit: 64Mi
    {{- with .volumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

{{- define "redis.jobContainer" -}}
- name: {{ .name }}
  image: {{ include "redis.image" .root | quote }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  command:
    - /scripts/{{ default .name .script }}.sh
  env:
    {{- include "redis.environment" .root | nindent 4 }}
    {{- toYaml .environment | nindent 4 }}
  resources:
    {{- include "redis.resources" (dict "memory" .memory "cpuRequest" .root.Values.backup.cpuRequest) | nindent 4 }}
  securityContext:
    {{- include "redis.containerSecurity" .root | nindent 4 }}
  volumeMounts:
    {{- include "redis.mounts" .root | nindent 4 }}
    - name: backup
      mountPath: /backup
      subPath: redis
    - name: scratch
      mountPath: /tmp
    {{- with .mounts }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}
