{{/*
The rules again, for a deployment that skips values.schema.json or in which they depend on the cluster. The sentences are those
of the schema and of the portal.
*/}}
{{- define "kafka.rules" -}}
{{- if and (include "kafka.isDedicated" .) (or (lt (int .Values.broker.replicas) 3) (gt (int .Values.broker.replicas) 9)) -}}
{{- include "kafka.refuse" (list "broker.replicas" .Values.broker.replicas "must be a whole number from 3 to 9: every partition has three copies, on three brokers") -}}
{{- end -}}
{{- $memory := int (include "kafka.mebibytes" .Values.broker.memory) -}}
{{- if or (lt $memory 512) (gt $memory 262144) -}}
{{- include "kafka.refuse" (list "broker.memory" .Values.broker.memory "must be a whole number with the unit Mi, Gi or Ti, from 512Mi to 256Gi, such as 10Gi") -}}
{{- end -}}
{{- $grace := int .Values.terminationGracePeriodSeconds -}}
{{- if or (lt $grace 60) (gt $grace 3600) -}}
{{- include "kafka.refuse" (list "terminationGracePeriodSeconds" .Values.terminationGracePeriodSeconds "must be a whole number from 60 to 3600: preStop alone takes up to 30 seconds") -}}
{{- end -}}
{{- include "kafka.storageRules" . -}}
{{- end -}}

{{/* Helm asks the cluster only when it deploys: rendered by Argo CD, nothing is known of it. */}}
{{- define "kafka.storageRules" -}}
{{- $storage := int (include "kafka.mebibytes" .Values.storage.size) -}}
{{- if or (lt $storage 1024) (gt $storage 16777216) -}}
{{- include "kafka.refuse" (list "storage.size" .Values.storage.size "must be a whole number with the unit Mi, Gi or Ti, from 1Gi to 16Ti, such as 10Gi") -}}
{{- end -}}
{{- with lookup "apps/v1" "StatefulSet" .Release.Namespace (printf "%s-%s" (include "kafka.name" .) (include "kafka.brokerRole" .)) -}}
{{- $has := (first .spec.volumeClaimTemplates).spec.resources.requests.storage -}}
{{- if lt $storage (int (include "kafka.mebibytes" $has)) -}}
{{- include "kafka.refuse" (list "storage.size" $.Values.storage.size (printf "must be at least %s, which the volumes have: volumes never shrink" $has)) -}}
{{- end -}}
{{- end -}}
{{- if .Values.storage.growthPromised -}}
{{- $class := .Values.storage.storageClassName -}}
{{- with ternary (dict) (lookup "storage.k8s.io/v1" "StorageClass" "" $class) (empty $class) -}}
{{- $class = ternary $class "" (default false .allowVolumeExpansion) -}}
{{- end -}}
{{- if not $class -}}
{{- include "kafka.refuse" (list "storage.growthPromised" true "must be false unless the storage class is known to allow expansion") -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Takes field, value and rule. */}}
{{- define "kafka.refuse" -}}
{{- fail (printf "Invalid %s %s: it %s." (index . 0) (index . 1 | toJson) (index . 2)) -}}
{{- end -}}

{{/* 0 of what is no quantity in one of the units. */}}
{{- define "kafka.mebibytes" -}}
{{- if regexMatch "^[1-9][0-9]{0,8}[MGT]i$" . -}}
{{- mul (regexFind "^[0-9]+" . | int) (get (dict "M" 1 "G" 1024 "T" 1048576) (regexFind "[MGT]" .)) -}}
{{- else -}}0{{- end -}}
{{- end -}}
