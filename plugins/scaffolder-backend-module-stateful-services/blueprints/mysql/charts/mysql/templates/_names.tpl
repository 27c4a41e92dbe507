{{- define "mysql.name" -}}
{{- if not (and (le (len .Release.Name) 44) (regexMatch "^[a-z]([a-z0-9-]*[a-z0-9])?$" .Release.Name)) -}}
{{- include "mysql.refuse" (list "release name" .Release.Name (printf "must be a DNS label of at most 44 characters: lower-case letters, digits and %q, starting with a letter and ending with a letter or digit" "-")) -}}
{{- end -}}
{{- if eq .Release.Name "mysql-tcp" -}}
{{- include "mysql.refuse" (list "release name" .Release.Name "must be another one: this one is taken for a port by MySQL clients: Kubernetes gives the pods beside it the variable MYSQL_TCP_PORT") -}}
{{- end -}}
{{- .Release.Name -}}
{{- end -}}

{{- define "mysql.headless" -}}
{{- printf "%s-headless" (include "mysql.name" .) -}}
{{- end -}}

{{- define "mysql.isGroup" -}}
{{- if eq .Values.topology.type "group-replication" }}true{{ end -}}
{{- end -}}

{{- define "mysql.isReplicated" -}}
{{- if ne .Values.topology.type "standalone" }}true{{ end -}}
{{- end -}}

{{/* What selects the pods. Never changes after the installation. */}}
{{- define "mysql.selectorLabels" -}}
app.kubernetes.io/name: mysql
app.kubernetes.io/instance: {{ include "mysql.name" . }}
{{- end -}}

{{/* Labels of pods and claims: constant, so that neither a new chart version restarts a pod nor a claim template changes. */}}
{{- define "mysql.constantLabels" -}}
{{ include "mysql.selectorLabels" . }}
backstage.io/kubernetes-id: {{ .Values.kubernetesId | quote }}
{{- end -}}

{{- define "mysql.labels" -}}
{{ include "mysql.constantLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | quote }}
{{- end -}}

{{/* What selects the pods of the proxy. */}}
{{- define "mysql.proxySelectorLabels" -}}
app.kubernetes.io/name: mysql-proxy
app.kubernetes.io/instance: {{ include "mysql.name" . }}
{{- end -}}

{{- define "mysql.imageReference" -}}
{{- printf "%s:%s" .repository .tag -}}
{{- with .digest }}@{{ . }}{{ end -}}
{{- end -}}

{{/* A UUID of the release: the same at each rendering. */}}
{{- define "mysql.groupName" -}}
{{- if .Values.topology.groupName -}}
{{- .Values.topology.groupName -}}
{{- else -}}
{{- $hash := sha256sum (printf "%s/%s" .Release.Namespace .Release.Name) -}}
{{- printf "%s-%s-5%s-8%s-%s" (substr 0 8 $hash) (substr 8 12 $hash) (substr 13 16 $hash) (substr 17 20 $hash) (substr 20 32 $hash) -}}
{{- end -}}
{{- end -}}
