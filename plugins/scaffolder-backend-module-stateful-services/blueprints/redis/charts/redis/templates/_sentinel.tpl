{{- define "redis.sentinelContainer" -}}
- name: sentinel
  image: {{ include "redis.image" . | quote }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  command:
    - /scripts/start-sentinel.sh
  env:
    {{- include "redis.environment" . | nindent 4 }}
  ports:
    - name: sentinel
      containerPort: 26379
      protocol: TCP
  resources:
    {{- include "redis.resources" .Values.sentinel | nindent 4 }}
  securityContext:
    {{- include "redis.containerSecurity" . | nindent 4 }}
  startupProbe:
    exec:
      command:
        - /scripts/probe-sentinel-alive.sh
    periodSeconds: 10
    timeoutSeconds: 5
    failureThreshold: 360
  readinessProbe:
    exec:
      command:
        - /scripts/probe-sentinel-ready.sh
    periodSeconds: 5
    timeoutSeconds: 5
    failureThreshold: 3
  livenessProbe:
    exec:
      command:
        - /scripts/probe-sentinel-alive.sh
    periodSeconds: 10
    timeoutSeconds: 5
    failureThreshold: 6
  lifecycle:
    preStop:
      exec:
        command:
          - /scripts/await-handover.sh
  volumeMounts:
    {{- include "redis.mounts" . | nindent 4 }}
    - name: data
      mountPath: /sentinel
      subPath: sentinel
    - name: scratch
      mountPath: /tmp
      subPath: sentinel
{{- end -}}
