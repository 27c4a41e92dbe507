{{- define "mysql.keeperContainer" -}}
- name: keeper
  image: {{ include "mysql.imageReference" .Values.image | quote }}
  imagePullPolicy: {{ .Values.image.pullPolicy }}
  command:
    - /scripts/keep-member.sh
  env:
    {{- include "mysql.environment" . | nindent 4 }}
  resources:
    {{- include "mysql.resources" .Values.keeper | nindent 4 }}
  securityContext:
    {{- include "mysql.containerSecurity" . | nindent 4 }}
  startupProbe:
    exec:
      command:
        - /scripts/probe-keeper-alive.sh
    periodSeconds: 10
    timeoutSeconds: 5
    failureThreshold: 360
  livenessProbe:
    exec:
      command:
        - /scripts/probe-keeper-alive.sh
    periodSeconds: 60
    timeoutSeconds: 5
  volumeMounts:
    {{- include "mysql.mounts" . | nindent 4 }}
    {{- include "mysql.memberMounts" . | nindent 4 }}
    - name: scratch
      mountPath: /tmp
      subPath: keeper
{{- end -}}
