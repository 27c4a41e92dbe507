{{- define "mysql.mysqlContainer" -}}
- name: mysql
  image: {{ include "mysql.imageReference" .Values.image | quote }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  command:
    - /scripts/start-mysql.sh
  env:
    {{- include "mysql.environment" . | nindent 4 }}
    {{- include "mysql.serverEnvironment" . | nindent 4 }}
  ports:
    - name: mysql
      containerPort: 3306
      protocol: TCP
  resources:
    {{- include "mysql.resources" .Values.mysql | nindent 4 }}
  securityContext:
    {{- include "mysql.containerSecurity" . | nindent 4 }}
  # Three hours: the server answers nobody while it recovers or converts its data.
  startupProbe:
    exec:
      command:
        - /scripts/probe-alive.sh
    periodSeconds: 10
    timeoutSeconds: 5
    failureThreshold: 1080
  readinessProbe:
    exec:
      command:
        - /scripts/probe-ready.sh
    periodSeconds: 5
    timeoutSeconds: 5
    failureThreshold: 3
  livenessProbe:
    exec:
      command:
        - /scripts/probe-alive.sh
    periodSeconds: 10
    timeoutSeconds: 5
    failureThreshold: 6
  lifecycle:
    preStop:
      exec:
        command:
          - /scripts/hand-over.sh
  volumeMounts:
    {{- include "mysql.mounts" . | nindent 4 }}
    {{- include "mysql.memberMounts" . | nindent 4 }}
    - name: scratch
      mountPath: /tmp
      subPath: mysql
{{- end -}}

{{/* What the two containers of a member share: its disk, and the socket of its server. */}}
{{- define "mysql.memberMounts" -}}
- name: data
  mountPath: /var/lib/mysql
  subPath: mysql
- name: runtime
  mountPath: /run/mysqld
{{- end -}}
