{{/* A pod for some minutes that is a client of the members. Takes root, name, script, environment, mounts, volumes, memory. */}}
{{- define "mysql.jobPod" -}}
metadata:
  labels:
    app.kubernetes.io/name: mysql-{{ .name }}
    app.kubernetes.io/instance: {{ include "mysql.name" .root }}
    backstage.io/kubernetes-id: {{ .root.Values.kubernetesId | quote }}
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
  containers:
    - name: {{ .name }}
      image: {{ include "mysql.imageReference" .root.Values.image | quote }}
      imagePullPolicy: {{ .root.Values.image.pullPolicy }}
      command:
        - /scripts/{{ .name }}.sh
      env:
        {{- include "mysql.environment" .root | nindent 8 }}
        {{- toYaml .environment | nindent 8 }}
      resources:
        {{- include "mysql.resources" (dict "memory" .memory "cpuRequest" .root.Values.backup.cpuRequest) | nindent 8 }}
      securityContext:
        {{- include "mysql.containerSecurity" .root | nindent 8 }}
      volumeMounts:
        {{- include "mysql.mounts" .root | nindent 8 }}
        - name: backup
          mountPath: /backup
          subPath: mysql
        - name: runtime
          mountPath: /run/mysqld
        - name: scratch
          mountPath: /tmp
        {{- with .mounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
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
