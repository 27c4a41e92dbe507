{{- define "redis.name" -}}
{{- if not (and (le (len .Release.Name) 44) (regexMatch "^[a-z]([a-z0-9-]*[a-z0-9])?$" .Release.Name)) -}}
{{- include "redis.refuse" (list "release name" .Release.Name (printf "must be a DNS label of at most 44 characters: lower-case letters, digits and %q, starting with a letter and ending with a letter or digit" "-")) -}}
{{- end -}}
{{- .Release.Name -}}
{{- end -}}

{{- define "redis.headless" -}}
{{- printf "%s-headless" (include "redis.name" .) -}}
{{- end -}}

{{/* What selects the pods. Never changes after the installation. */}}
{{- define "redis.selectorLabels" -}}
app.kubernetes.io/name: redis
app.kubernetes.io/instance: {{ include "redis.name" . }}
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
