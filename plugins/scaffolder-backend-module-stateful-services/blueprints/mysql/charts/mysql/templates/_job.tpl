{{/* A pod for some minutes that is a client of the members. Takes root, name, environment, mounts, volumes, memory,
transfer and transferEnvironment. */}}
{{- define "mysql.jobPod" -}}
{{- $isStored := .root.Values.backup.objectStorage.bucket -}}
{{- $containers := list (include "mysql.jobContainer" .) -}}
{{- if $isStored -}}
{{- $transfer := include "mysql.transferContainer" (dict "root" .root "name" .transfer "environment" .transferEnvironment) -}}
{{- $containers = eq .transfer "upload" | ternary (append $containers $transfer) (prepend $containers $transfer) -}}
{{- end -}}
metadata:
  labels:
    app.kubernetes.io/name: mysql-{{ .name }}
    app.kubernetes.io/instance: {{ include "mysql.name" .root }}
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
  serviceAccountName: {{ include "mysql.name" .root }}-backup
  initContainers:
    {{- index $containers 0 | nindent 4 }}
  {{- end }}
  containers:
    {{- last $containers | nindent 4 }}
  volumes:
    {{- include "mysql.scriptVolumes" .root | nindent 4 }}
    - name: backup
      persistentVolumeClaim:
        claimName: {{ include "mysql.name" .root }}-backup
    - name: runtime
      emptyDir:
        medium: Memory
        sizeLimit: 8Mi
    - name: scratch
      emptyDir:
        sizeLimit: 64Mi
    {{- with .volumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

{{- define "mysql.jobContainer" -}}
- name: {{ .name }}
  image: {{ include "mysql.imageReference" .root.Values.image | quote }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  command:
    - /scripts/{{ .name }}.sh
  env:
    {{- include "mysql.environment" .root | nindent 4 }}
    {{- toYaml .environment | nindent 4 }}
  resources:
    {{- include "mysql.resources" (dict "memory" .memory "cpuRequest" .root.Values.backup.cpuRequest) | nindent 4 }}
  securityContext:
    {{- include "mysql.containerSecurity" .root | nindent 4 }}
  volumeMounts:
    {{- include "mysql.mounts" .root | nindent 4 }}
    - name: backup
      mountPath: /backup
      subPath: mysql
    - name: runtime
      mountPath: /run/mysqld
    - name: scratch
      mountPath: /tmp
    {{- with .mounts }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}
