{{/* Takes root, role, port and process (memory and cpuRequest). */}}
{{- define "kafka.prepareContainer" -}}
- name: prepare
  image: {{ include "kafka.imageReference" .root.Values.image | quote }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  command:
    - /scripts/prepare.sh
  env:
    {{- include "kafka.environment" . | nindent 4 }}
    - name: CLUSTER_ID
      value: {{ .root.Values.clusterId | quote }}
    - name: FOUNDER
      value: {{ include "kafka.controllerPods" .root | splitList " " | first | quote }}
    - name: ZONE
      valueFrom:
        fieldRef:
          fieldPath: metadata.labels['topology.kubernetes.io/zone']
    - name: SINGLE_ZONE
      value: {{ .root.Values.topology.singleZone | quote }}
  ports:
    - name: founding
      containerPort: 9099
      protocol: TCP
  resources:
    {{- include "kafka.resources" .process | nindent 4 }}
  securityContext:
    {{- include "kafka.containerSecurity" . | nindent 4 }}
  volumeMounts:
    {{- include "kafka.mounts" .root | nindent 4 }}
    - name: members
      mountPath: /members
      readOnly: true
    - name: data
      mountPath: /data
      subPath: kafka
    - name: runtime
      mountPath: /run/kafka
{{- end -}}

{{- define "kafka.kafkaContainer" -}}
- name: kafka
  image: {{ include "kafka.imageReference" .root.Values.image | quote }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  command:
    - /scripts/start-kafka.sh
  env:
    {{- include "kafka.environment" . | nindent 4 }}
    - name: MEMORY_LIMIT_BYTES
      valueFrom:
        resourceFieldRef:
          containerName: kafka
          resource: limits.memory
          divisor: "1"
  ports:
    {{- if ne .role "broker" }}
    - name: controller
      containerPort: 9093
      protocol: TCP
    {{- end }}
    {{- if ne .role "controller" }}
    - name: client
      containerPort: 9092
      protocol: TCP
    - name: internal
      containerPort: 9091
      protocol: TCP
    {{- end }}
  resources:
    {{- include "kafka.resources" .process | nindent 4 }}
  securityContext:
    {{- include "kafka.containerSecurity" . | nindent 4 }}
  startupProbe:
    exec:
      command:
        - test
        - -e
        - /run/kafka/joined
    periodSeconds: 5
    timeoutSeconds: 5
    failureThreshold: 720
  # The port of a broker opens when it serves, that of a controller when the process runs.
  readinessProbe:
    tcpSocket:
      port: {{ .port }}
    periodSeconds: 5
    timeoutSeconds: 5
    failureThreshold: 3
  {{- if ne .role "controller" }}
  # A controller has no second port, and the first says no more than that its process runs.
  livenessProbe:
    tcpSocket:
      port: internal
    periodSeconds: 10
    timeoutSeconds: 5
    failureThreshold: 6
  {{- else }}
  lifecycle:
    preStop:
      # Without controllers no broker can stop in order: when all are deleted at once, they get this time.
      sleep:
        seconds: 30
  {{- end }}
  volumeMounts:
    {{- include "kafka.mounts" .root | nindent 4 }}
    {{- if and .root.Values.tls.enabled (ne .role "controller") }}
    - name: secret
      mountPath: /run/secrets/kafka
      readOnly: true
    {{- end }}
    - name: data
      mountPath: /data
      subPath: kafka
    - name: runtime
      mountPath: /run/kafka
{{- end -}}

{{/* Takes root, role, replicas, port, size and process. */}}
{{- define "kafka.statefulSet" -}}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ include "kafka.name" .root }}-{{ .role }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "kafka.selectorLabels" . | nindent 4 }}
    {{- include "kafka.releaseLabels" .root | nindent 4 }}
spec:
  replicas: {{ .replicas }}
  serviceName: {{ include "kafka.headless" .root }}
  # In order, an outage of all members would deadlock: the first waits for a majority that is not started.
  podManagementPolicy: Parallel
  minReadySeconds: 15
  revisionHistoryLimit: 10
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      partition: {{ ternary 0 .root.Values.update.partition (eq .role "controller") }}
  persistentVolumeClaimRetentionPolicy:
    whenDeleted: Retain
    whenScaled: Retain
  selector:
    matchLabels:
      {{- include "kafka.selectorLabels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "kafka.constantLabels" . | nindent 8 }}
      annotations:
        # Covers what the containers read at start, and nothing that a new chart version alone would change.
        checksum/configuration: {{ printf "%s%s" (include "kafka.configurationData" .) (include "kafka.scriptData" .root) | sha256sum }}
    spec:
      serviceAccountName: {{ include "kafka.name" .root }}
      automountServiceAccountToken: false
      # A Service named kafka would set KAFKA_PORT and the like, which the image takes for configuration.
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ .root.Values.terminationGracePeriodSeconds }}
      securityContext:
        {{- include "kafka.podSecurity" . | nindent 8 }}
      {{- if gt (int .replicas) 1 }}
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector:
                matchLabels:
                  {{- include "kafka.selectorLabels" . | nindent 18 }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: {{ .root.Values.topology.zoneSpread }}
          labelSelector:
            matchLabels:
              {{- include "kafka.selectorLabels" . | nindent 14 }}
      {{- end }}
      initContainers:
        {{- include "kafka.prepareContainer" . | nindent 8 }}
      containers:
        {{- include "kafka.kafkaContainer" . | nindent 8 }}
      volumes:
        {{- include "kafka.volumes" . | nindent 8 }}
        - name: members
          configMap:
            name: {{ include "kafka.name" .root }}-members
        - name: runtime
          emptyDir:
            medium: Memory
            sizeLimit: 1Mi
  volumeClaimTemplates:
    - apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: data
        labels:
          {{- include "kafka.constantLabels" . | nindent 10 }}
      spec:
        accessModes:
          - ReadWriteOnce
        {{- with .root.Values.storage.storageClassName }}
        storageClassName: {{ . }}
        {{- end }}
        resources:
          requests:
            storage: {{ .size }}
{{- end -}}
