{{/* A pod for some minutes that is a client of the members. Takes root, name, environment, memory, and where they are needed script, mounts and volumes. */}}
{{- define "redis.jobPod" -}}
metadata:
  labels:
    app.kubernetes.io/name: redis-{{ .name }}
    app.kubernetes.io/instance: {{ include "redis.name" .root }}
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
      image: {{ include "redis.image" .root | quote }}
      imagePullPolicy: {{ .root.Values.image.pullPolicy }}
      command:
        - /scripts/{{ default .name .script }}.sh
      env:
        {{- include "redis.environment" .root | nindent 8 }}
        {{- toYaml .environment | nindent 8 }}
      resources:
        {{- include "redis.resources" (dict "memory" .memory "cpuRequest" .root.Values.backup.cpuRequest) | nindent 8 }}
      securityContext:
        {{- include "redis.containerSecurity" .root | nindent 8 }}
      volumeMounts:
        {{- include "redis.mounts" .root | nindent 8 }}
        - name: backup
          mountPath: /backup
          subPath: redis
        - name: scratch
          mountPath: /tmp
        {{- with .mounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
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
