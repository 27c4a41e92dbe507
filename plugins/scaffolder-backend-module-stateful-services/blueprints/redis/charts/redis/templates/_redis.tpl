{{/* Ends the names of the scripts that differ in a cluster. */}}
{{- define "redis.program" -}}
{{- if include "redis.isCluster" . }}node{{ else }}redis{{ end -}}
{{- end -}}

{{- define "redis.redisContainer" -}}
- name: redis
  image: {{ include "redis.image" . | quote }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  command:
    - /scripts/start-{{ include "redis.program" . }}.sh
  env:
    {{- include "redis.environment" . | nindent 4 }}
    - name: MEMORY_LIMIT_BYTES
      valueFrom:
        resourceFieldRef:
          containerName: redis
          resource: limits.memory
          divisor: "1"
  ports:
    - name: redis
      containerPort: 6379
      protocol: TCP
    {{- if include "redis.isCluster" . }}
    - name: bus
      containerPort: 16379
      protocol: TCP
    {{- end }}
  resources:
    {{- include "redis.resources" .Values.redis | nindent 4 }}
  securityContext:
    {{- include "redis.containerSecurity" . | nindent 4 }}
  startupProbe:
    exec:
      command:
        - /scripts/probe-redis-started.sh
    periodSeconds: 10
    timeoutSeconds: 5
    failureThreshold: 360
  readinessProbe:
    exec:
      command:
        - /scripts/probe-{{ include "redis.program" . }}-ready.sh
    periodSeconds: 5
    timeoutSeconds: 5
    failureThreshold: 3
  livenessProbe:
    exec:
      command:
        - /scripts/probe-redis-alive.sh
    periodSeconds: 10
    timeoutSeconds: 5
    failureThreshold: 6
  {{- if gt (int .Values.replicas) 1 }}
  lifecycle:
    preStop:
      exec:
        command:
          - /scripts/{{ if include "redis.isCluster" . }}hand-over-node.sh{{ else }}hand-over.sh{{ end }}
  {{- end }}
  volumeMounts:
    {{- include "redis.mounts" . | nindent 4 }}
    - name: data
      mountPath: /data
      subPath: redis
    - name: runtime
      mountPath: /run/redis
    - name: scratch
      mountPath: /tmp
      subPath: redis
{{- end -}}
