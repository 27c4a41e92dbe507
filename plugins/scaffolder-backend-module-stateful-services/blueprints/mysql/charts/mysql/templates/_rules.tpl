{{/*
The rules again, for a deployment that skips values.schema.json or in which they depend on the cluster. The sentences are those
of the schema and of the portal.
*/}}
{{- define "mysql.rules" -}}
{{- $replicas := int .Values.replicas -}}
{{- if not (has $replicas (list 1 3 5 7 9)) -}}
{{- include "mysql.refuse" (list "replicas" .Values.replicas "must be 3, 5, 7 or 9, or 1 without failover: an even number survives no more losses than one less, and group replication knows no more than 9 members") -}}
{{- end -}}
{{- $away := int .Values.disruption.maxUnavailable -}}
{{- if or (lt $away 1) (and (gt $replicas 1) (ge (mul 2 $away) $replicas)) -}}
{{- include "mysql.refuse" (list "disruption.maxUnavailable" .Values.disruption.maxUnavailable "must be 1 or more, so that nodes can be drained, and less than half of the members, so that a majority stays") -}}
{{- end -}}
{{- $memory := int (include "mysql.mebibytes" .Values.mysql.memory) -}}
{{- if or (lt $memory 1280) (gt $memory 524288) -}}
{{- include "mysql.refuse" (list "mysql.memory" .Values.mysql.memory "must be a whole number with the unit Mi, Gi or Ti, from 1280Mi to 512Gi, such as 10Gi") -}}
{{- end -}}
{{- $grace := int .Values.terminationGracePeriodSeconds -}}
{{- if or (lt $grace 150) (gt $grace 3600) -}}
{{- include "mysql.refuse" (list "terminationGracePeriodSeconds" .Values.terminationGracePeriodSeconds "must be a whole number from 150 to 3600: preStop alone takes up to 120 seconds") -}}
{{- end -}}
{{- include "mysql.storageRules" . -}}
{{- include "mysql.backupRules" .Values.backup -}}
{{- end -}}

{{- define "mysql.backupRules" -}}
{{- $storage := .objectStorage -}}
{{- if lt (int $storage.keep) (int .keep) -}}
{{- include "mysql.refuse" (list "backup.objectStorage.keep" $storage.keep (printf "must be at least backup.keep, which is %v: what was removed would be put there again" .keep)) -}}
{{- end -}}
{{- if $storage.bucket -}}
{{- if and (eq $storage.kind "azureblob") (not $storage.account) -}}
{{- include "mysql.refuse" (list "backup.objectStorage.account" "" "must be the name of the storage account") -}}
{{- end -}}
{{- if and (eq $storage.kind "s3") (not $storage.endpoint) (not $storage.region) -}}
{{- include "mysql.refuse" (list "backup.objectStorage.region" "" "must be that of the bucket, unless backup.objectStorage.endpoint names another server than that of Amazon") -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Helm asks the cluster only when it deploys: rendered by Argo CD, nothing is known of it. */}}
{{- define "mysql.storageRules" -}}
{{- $storage := int (include "mysql.mebibytes" .Values.storage.size) -}}
{{- if or (lt $storage 1024) (gt $storage 16777216) -}}
{{- include "mysql.refuse" (list "storage.size" .Values.storage.size "must be a whole number with the unit Mi, Gi or Ti, from 1Gi to 16Ti, such as 10Gi") -}}
{{- end -}}
{{- with lookup "apps/v1" "StatefulSet" .Release.Namespace (include "mysql.name" .) -}}
{{- $has := (first .spec.volumeClaimTemplates).spec.resources.requests.storage -}}
{{- if lt $storage (int (include "mysql.mebibytes" $has)) -}}
{{- include "mysql.refuse" (list "storage.size" $.Values.storage.size (printf "must be at least %s, which the volumes have: volumes never shrink" $has)) -}}
{{- end -}}
{{- end -}}
{{- if .Values.storage.growthPromised -}}
{{- $class := .Values.storage.storageClassName -}}
{{- with ternary (dict) (lookup "storage.k8s.io/v1" "StorageClass" "" $class) (empty $class) -}}
{{- $class = ternary $class "" (default false .allowVolumeExpansion) -}}
{{- end -}}
{{- if not $class -}}
{{- include "mysql.refuse" (list "storage.growthPromised" true "must be false unless the storage class is known to allow expansion") -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Takes field, value and rule. */}}
{{- define "mysql.refuse" -}}
{{- fail (printf "Invalid %s %s: it %s." (index . 0) (index . 1 | toJson) (index . 2)) -}}
{{- end -}}

{{/* 0 of what is no quantity in one of the units. */}}
{{- define "mysql.mebibytes" -}}
{{- if regexMatch "^[1-9][0-9]{0,8}[MGT]i$" . -}}
{{- mul (regexFind "^[0-9]+" . | int) (get (dict "M" 1 "G" 1024 "T" 1048576) (regexFind "[MGT]" .)) -}}
{{- else -}}0{{- end -}}
{{- end -}}
