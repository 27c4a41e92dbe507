{{- define "redis.exporterContainer" -}}
- name: exporter
  image: {{ include "redis.imageReference" .Values.metrics.image | quote }}
  imagePullPolicy: {{ .Values.metrics.image.pullPolicy }}
  args:
    - --redis.addr=redis://127.0.0.1:6379
    - --web.listen-address=:9121
  env:
    - name: REDIS_PASSWORD
      valueFrom:
        secretKeyRef:
          name: {{ .Values.auth.existingSecret }}
          key: {{ .Values.auth.passwordKey }}
  ports:
    - name: metrics
      containerPort: 9121
      protocol: TCP
  resources:
    {{- include "redis.resources" .Values.metrics | nindent 4 }}
  securityContext:
    {{- include "redis.containerSecurity" . | nindent 4 }}
  # Answers without asking Redis: a member that loads its data must not lose its exporter.
  readinessProbe:
    httpGet:
      path: /health
      port: metrics
    periodSeconds: 10
    timeoutSeconds: 5
  livenessProbe:
    httpGet:
      path: /health
      port: metrics
    initialDelaySeconds: 10
    periodSeconds: 30
    timeoutSeconds: 5
{{- end -}}
