{{- define "redis.name" -}}
{{- if not (and (le (len .Release.Name) 44) (regexMatch "^[a-z]([a-z0-9-]*[a-z0-9])?$" .Release.Name)) -}}
{{- include "redis.refuse" (list "release name" .Release.Name (printf "must be a DNS label of at most 44 characters: lower-case letters, digits and %q, starting with a letter and ending with a letter or digit" "-")) -}}
{{- end -}}
{{- .Release.Name -}}
{{- end -}}

{{- define "redis.headless" -}}
{{- printf "%s-headless" (include "redis.name" .) -}}
{{- end -}}

{{- define "redis.domain" -}}
{{- printf "%s.%s.svc.%s" (include "redis.headless" .) .Release.Namespace .Values.clusterDomain -}}
{{- end -}}

{{- define "redis.isCluster" -}}
{{- if gt (int .Values.cluster.shards) 0 }}yes{{ end -}}
{{- end -}}

{{/* Whether Sentinels watch a primary. */}}
{{- define "redis.hasSentinels" -}}
{{- if and (not (include "redis.isCluster" .)) (gt (int .Values.replicas) 1) }}yes{{ end -}}
{{- end -}}

{{/* What the name of each StatefulSet has beside that of the release, as JSON: one without a cluster, else one for each shard. */}}
{{- define "redis.shards" -}}
{{- $shards := list -}}
{{- range $index := until (int .Values.cluster.shards) -}}
{{- $shards = append $shards (printf "shard-%d" $index) -}}
{{- end -}}
{{- default (list "") $shards | toJson -}}
{{- end -}}

{{/* Takes root and shard. */}}
{{- define "redis.setName" -}}
{{- include "redis.name" .root }}{{ with .shard }}-{{ . }}{{ end -}}
{{- end -}}

{{/* What selects the pods. Never changes after the installation. */}}
{{- define "redis.selectorLabels" -}}
app.kubernetes.io/name: redis
app.kubernetes.io/instance: {{ include "redis.name" . }}
{{- end -}}

{{/* What selects the pods of one StatefulSet. Takes root and shard. */}}
{{- define "redis.setSelectorLabels" -}}
{{ include "redis.selectorLabels" .root }}
{{- with .shard }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end -}}

{{/* Labels of the pods and claims of one StatefulSet. Takes root and shard. */}}
{{- define "redis.setLabels" -}}
{{ include "redis.setSelectorLabels" . }}
backstage.io/kubernetes-id: {{ .root.Values.kubernetesId | quote }}
{{- end -}}

{{/* Labels of pods and claims: constant, so that neither a new chart version restarts a pod nor a claim template changes. */}}
{{- define "redis.constantLabels" -}}
{{ include "redis.selectorLabels" . }}
backstage.io/kubernetes-id: {{ .Values.kubernetesId | quote }}
{{- end -}}

{{- define "redis.labels" -}}
{{ include "redis.constantLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | quote }}
{{- end -}}

{{- define "redis.imageReference" -}}
{{- printf "%s:%s" .repository .tag -}}
{{- with .digest }}@{{ . }}{{ end -}}
{{- end -}}

{{- define "redis.image" -}}
{{- include "redis.imageReference" .Values.image -}}
{{- end -}}
