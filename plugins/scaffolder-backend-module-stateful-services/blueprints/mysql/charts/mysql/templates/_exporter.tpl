{{/* Reaches the server by its socket, as the user that its image runs as: the account exporter has no password. */}}
{{- define "mysql.exporterContainer" -}}
- name: exporter
  image: {{ include "mysql.imageReference" .Values.metrics.image | quote }}
  imagePullPolicy: {{ .Values.metrics.image.pullPolicy }}
  args:
    - --mysqld.username=exporter
    - --mysqld.address=unix:///run/mysqld/mysqld.sock
    - --web.listen-address=:9104
    {{- if include "mysql.isGroup" . }}
    - --collect.perf_schema.replication_group_members
    - --collect.perf_schema.replication_group_member_stats
    {{- end }}
  ports:
    - name: metrics
      containerPort: 9104
      protocol: TCP
  resources:
    {{- include "mysql.resources" .Values.metrics | nindent 4 }}
  securityContext:
    {{- include "mysql.containerSecurityOf" (dict "user" 65534 "group" 65534) | nindent 4 }}
  # Answers without asking the server: a member that recovers its data must not lose its exporter.
  readinessProbe:
    httpGet:
      path: /
      port: metrics
    periodSeconds: 10
    timeoutSeconds: 5
  livenessProbe:
    httpGet:
      path: /
      port: metrics
    initialDelaySeconds: 10
    periodSeconds: 30
    timeoutSeconds: 5
  volumeMounts:
    - name: runtime
      mountPath: /run/mysqld
{{- end -}}
