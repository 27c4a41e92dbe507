{{- define "kafka.name" -}}
{{- if not (and (le (len .Release.Name) 41) (regexMatch "^[a-z]([a-z0-9-]*[a-z0-9])?$" .Release.Name)) -}}
{{- include "kafka.refuse" (list "release name" .Release.Name (printf "must be a DNS label of at most 41 characters: lower-case letters, digits and %q, starting with a letter and ending with a letter or digit" "-")) -}}
{{- end -}}
{{- if eq .Release.Name "kafka" -}}
{{- include "kafka.refuse" (list "release name" .Release.Name "must be another one: this one is the name of a Service that sets KAFKA_PORT in other pods of its namespace, which images of Kafka and its tools take for configuration") -}}
{{- end -}}
{{- .Release.Name -}}
{{- end -}}

{{- define "kafka.headless" -}}
{{- printf "%s-headless" (include "kafka.name" .) -}}
{{- end -}}

{{- define "kafka.domain" -}}
{{- printf "%s.%s.svc.%s" (include "kafka.headless" .) .Release.Namespace .Values.clusterDomain -}}
{{- end -}}

{{- define "kafka.isDedicated" -}}
{{- if eq .Values.topology.kind "dedicated" }}yes{{ end -}}
{{- end -}}

{{/* Role of the pods that hold the data and that clients connect to. */}}
{{- define "kafka.brokerRole" -}}
{{- if include "kafka.isDedicated" . }}broker{{ else }}combined{{ end -}}
{{- end -}}

{{- define "kafka.controllerRole" -}}
{{- if include "kafka.isDedicated" . }}controller{{ else }}combined{{ end -}}
{{- end -}}

{{/* Names of the pods of a role. Takes root, role and count. */}}
{{- define "kafka.pods" -}}
{{- $pods := list -}}
{{- range $ordinal := until (int .count) -}}
{{- $pods = append $pods (printf "%s-%s-%d" (include "kafka.name" $.root) $.role $ordinal) -}}
{{- end -}}
{{- join " " $pods -}}
{{- end -}}

{{- define "kafka.controllerPods" -}}
{{- include "kafka.pods" (dict "root" . "role" (include "kafka.controllerRole" .) "count" (ternary 3 1 (eq .Values.topology.kind "dedicated"))) -}}
{{- end -}}

{{- define "kafka.brokerPods" -}}
{{- include "kafka.pods" (dict "root" . "role" (include "kafka.brokerRole" .) "count" .Values.broker.replicas) -}}
{{- end -}}

{{/* Hosts of the controllers, each with its domain. Takes root and the separator, which may hold the port. */}}
{{- define "kafka.controllerHosts" -}}
{{- $hosts := list -}}
{{- range splitList " " (include "kafka.controllerPods" .root) -}}
{{- $hosts = append $hosts (printf "%s.%s" . (include "kafka.domain" $.root)) -}}
{{- end -}}
{{- join .separator $hosts -}}
{{- end -}}

{{/* Of all pods of this release that run Kafka. */}}
{{- define "kafka.memberLabels" -}}
app.kubernetes.io/name: kafka
app.kubernetes.io/instance: {{ include "kafka.name" . }}
{{- end -}}

{{/* What selects the pods of one role. Never changes after the installation. Takes root and role. */}}
{{- define "kafka.selectorLabels" -}}
{{ include "kafka.memberLabels" .root }}
app.kubernetes.io/component: {{ .role }}
{{- end -}}

{{/* Labels of pods and claims: constant, so that neither a new chart version restarts a pod nor a claim template changes. */}}
{{- define "kafka.constantLabels" -}}
{{ include "kafka.selectorLabels" . }}
backstage.io/kubernetes-id: {{ .root.Values.kubernetesId | quote }}
{{- end -}}

{{- define "kafka.labels" -}}
{{ include "kafka.memberLabels" . }}
{{ include "kafka.releaseLabels" . }}
{{- end -}}

{{- define "kafka.releaseLabels" -}}
backstage.io/kubernetes-id: {{ .Values.kubernetesId | quote }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | quote }}
{{- end -}}

{{- define "kafka.imageReference" -}}
{{- printf "%s:%s" .repository .tag -}}
{{- with .digest }}@{{ . }}{{ end -}}
{{- end -}}

{{- define "kafka.tlsSecret" -}}
{{- if .Values.tls.certManager.enabled }}{{ include "kafka.name" . }}-tls{{ else }}{{ .Values.tls.existingSecret }}{{ end -}}
{{- end -}}
