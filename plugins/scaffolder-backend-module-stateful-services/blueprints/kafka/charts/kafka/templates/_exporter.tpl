{{/* Pod of the exporter. It never sees a password: with TLS it shows a certificate of its own, which may only describe. */}}
{{- define "kafka.exporterPod" -}}
serviceAccountName: {{ include "kafka.name" . }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  {{- include "kafka.podSecurity" . | nindent 2 }}
containers:
  - name: exporter
    image: {{ include "kafka.imageReference" .Values.metrics.image | quote }}
    imagePullPolicy: {{ .Values.metrics.image.pullPolicy }}
    args:
      {{- range splitList " " (include "kafka.brokerPods" .) }}
      - --kafka.server={{ . }}.{{ include "kafka.domain" $ }}:{{ ternary 9091 9092 $.Values.tls.enabled }}
      {{- end }}
      {{- if .Values.tls.enabled }}
      - --tls.enabled
      - --tls.ca-file=/run/secrets/tls/ca.crt
      - --tls.cert-file=/run/secrets/tls/tls.crt
      - --tls.key-file=/run/secrets/tls/tls.key
      {{- end }}
    ports:
      - name: metrics
        containerPort: 9308
        protocol: TCP
    resources:
      {{- include "kafka.resources" .Values.metrics | nindent 6 }}
    securityContext:
      {{- include "kafka.containerSecurity" . | nindent 6 }}
    # Not the metrics: these ask the brokers, and an exporter must not be restarted because Kafka is down.
    readinessProbe:
      httpGet:
        path: /
        port: metrics
      periodSeconds: 10
      timeoutSeconds: 5
    livenessProbe:
      tcpSocket:
        port: metrics
      initialDelaySeconds: 10
      periodSeconds: 30
      timeoutSeconds: 5
    {{- if .Values.tls.enabled }}
    volumeMounts:
      - name: tls
        mountPath: /run/secrets/tls
        readOnly: true
    {{- end }}
{{- if .Values.tls.enabled }}
volumes:
  - name: tls
    secret:
      secretName: {{ include "kafka.metricsSecret" . }}
      defaultMode: 288 # 0440
{{- end }}
{{- end -}}

{{- define "kafka.exporterLabels" -}}
app.kubernetes.io/name: kafka-exporter
app.kubernetes.io/instance: {{ include "kafka.name" . }}
{{- end -}}

{{- define "kafka.metricsSecret" -}}
{{- if .Values.tls.certManager.enabled -}}
{{- include "kafka.name" . }}-metrics-tls
{{- else -}}
{{- required "tls.metricsSecret must name a Secret when metrics are enabled with TLS and without cert-manager" .Values.tls.metricsSecret -}}
{{- end -}}
{{- end -}}
