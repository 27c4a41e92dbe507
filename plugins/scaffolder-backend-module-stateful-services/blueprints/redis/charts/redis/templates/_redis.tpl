{{- define "redis.redisContainer" -}}
- name: redis
  image: {{ include "redis.image" . | quote }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  command:
    - /scripts/start-redis.sh
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
        - /scripts/probe-redis-ready.sh
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
          - /scripts/hand-over.sh
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
