{{/* Takes root and shard, which is empty when there is no cluster. */}}
{{- define "redis.statefulSet" -}}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ include "redis.setName" . }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "redis.labels" .root | nindent 4 }}
    {{- with .shard }}
    app.kubernetes.io/component: {{ . }}
    {{- end }}
spec:
  replicas: {{ .root.Values.replicas }}
  serviceName: {{ include "redis.headless" .root }}
  # In order, an outage of all members would deadlock: the first waits for others that are not started.
  podManagementPolicy: Parallel
  minReadySeconds: 15
  revisionHistoryLimit: 10
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      partition: {{ .root.Values.update.partition }}
  persistentVolumeClaimRetentionPolicy:
    whenDeleted: Retain
    whenScaled: Retain
  selector:
    matchLabels:
      {{- include "redis.setSelectorLabels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "redis.setLabels" . | nindent 8 }}
      annotations:
        # Covers what the containers read at start, and nothing that a new chart version alone would change.
        checksum/configuration: {{ include "redis.configurationData" .root | sha256sum }}
    spec:
      serviceAccountName: {{ include "redis.name" .root }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ .root.Values.terminationGracePeriodSeconds }}
      securityContext:
        fsGroup: 999
        fsGroupChangePolicy: OnRootMismatch
        runAsGroup: 999
        runAsNonRoot: true
        runAsUser: 999
        seccompProfile:
          type: RuntimeDefault
      {{- if gt (int .root.Values.replicas) 1 }}
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector:
                matchLabels:
                  {{- include "redis.setSelectorLabels" . | nindent 18 }}
          {{- if .shard }}
          # Primaries of several shards that are lost together take the majority with them.
          preferredDuringSchedulingIgnoredDuringExecution:
            {{- range $topologyKey := list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
            - weight: 50
              podAffinityTerm:
                topologyKey: {{ $topologyKey }}
                labelSelector:
                  matchLabels:
                    {{- include "redis.selectorLabels" $.root | nindent 20 }}
            {{- end }}
          {{- end }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: {{ .root.Values.topology.zoneSpread }}
          labelSelector:
            matchLabels:
              {{- include "redis.setSelectorLabels" . | nindent 14 }}
      {{- end }}
      containers:
        {{- include "redis.redisContainer" .root | nindent 8 }}
        {{- if include "redis.hasSentinels" .root }}
        {{- include "redis.sentinelContainer" .root | nindent 8 }}
        {{- end }}
        {{- if .root.Values.metrics.enabled }}
        {{- include "redis.exporterContainer" .root | nindent 8 }}
        {{- end }}
      volumes:
        - name: configuration
          configMap:
            name: {{ include "redis.name" .root }}-configuration
            items:
              - key: redis.conf
                path: redis.conf
              {{- if .shard }}
              - key: cluster.conf
                path: cluster.conf
              {{- end }}
        - name: scripts
          configMap:
            name: {{ include "redis.name" .root }}-configuration
            defaultMode: 365 # 0555; parsers of YAML 1.2 read a leading zero as decimal
        - name: secret
          secret:
            secretName: {{ .root.Values.auth.existingSecret }}
            defaultMode: 288 # 0440
            items:
              - key: {{ .root.Values.auth.passwordKey }}
                path: {{ .root.Values.auth.passwordKey }}
        {{- if .shard }}
        - name: members
          configMap:
            name: {{ include "redis.name" .root }}-members
        {{- end }}
        - name: runtime
          emptyDir:
            medium: Memory
            sizeLimit: 1Mi
        - name: scratch
          emptyDir:
            sizeLimit: 64Mi
  volumeClaimTemplates:
    - apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: data
        labels:
          {{- include "redis.setLabels" . | nindent 10 }}
      spec:
        accessModes:
          - ReadWriteOnce
        {{- with .root.Values.storage.storageClassName }}
        storageClassName: {{ . }}
        {{- end }}
        resources:
          requests:
            storage: {{ .root.Values.storage.size }}
{{- end -}}
