{{/*
The rules again, for a deployment that skips values.schema.json or in which they depend on the cluster. The sentences are those
of the schema and of the portal.
*/}}
{{- define "redis.rules" -}}
{{- $replicas := int .Values.replicas -}}
{{- if include "redis.isCluster" . -}}
{{- if or (lt $replicas 2) (gt $replicas 5) -}}
{{- include "redis.refuse" (list "replicas" .Values.replicas "must be a whole number from 2 to 5: a shard has a primary and at least one replica that can take its place") -}}
{{- end -}}
{{- else if not (has $replicas (list 1 3 5 7 9)) -}}
{{- include "redis.refuse" (list "replicas" .Values.replicas "must be 3, 5, 7 or 9, or 1 without failover: an even number survives no more losses than one less, and each member above 9 adds load and no safety") -}}
{{- end -}}
{{- $shards := int .Values.cluster.shards -}}
{{- if and (ne $shards 0) (or (lt $shards 3) (gt $shards 10)) -}}
{{- include "redis.refuse" (list "cluster.shards" .Values.cluster.shards "must be a whole number from 3 to 10: when one of fewer primaries is lost, no majority is left that could replace it") -}}
{{- end -}}
{{- $away := int .Values.disruption.maxUnavailable -}}
{{- if or (lt $away 1) (and (gt $away 1) (gt $replicas 1) (ge (mul 2 $away) $replicas)) -}}
{{- include "redis.refuse" (list "disruption.maxUnavailable" .Values.disruption.maxUnavailable "must be 1 or more, so that nodes can be drained, and less than half of the members, so that a majority stays") -}}
{{- end -}}
{{- $memory := int (include "redis.mebibytes" .Values.redis.memory) -}}
{{- if or (lt $memory 256) (gt $memory 262144) -}}
{{- include "redis.refuse" (list "redis.memory" .Values.redis.memory "must be a whole number with the unit Mi, Gi or Ti, from 256Mi to 256Gi, such as 10Gi") -}}
{{- end -}}
{{- $grace := int .Values.terminationGracePeriodSeconds -}}
{{- if or (lt $grace 60) (gt $grace 3600) -}}
{{- include "redis.refuse" (list "terminationGracePeriodSeconds" .Values.terminationGracePeriodSeconds "must be a whole number from 60 to 3600: preStop alone takes up to 45 seconds") -}}
{{- end -}}
{{- include "redis.shardRules" . -}}
{{- include "redis.storageRules" . -}}
{{- include "redis.backupRules" .Values.backup -}}
{{- end -}}

{{- define "redis.backupRules" -}}
{{- $storage := .objectStorage -}}
{{- if lt (int $storage.keep) (int .keep) -}}
{{- include "redis.refuse" (list "backup.objectStorage.keep" $storage.keep (printf "must be at least backup.keep, which is %v: what was removed would be put there again" .keep)) -}}
{{- end -}}
{{- if $storage.bucket -}}
{{- if and (eq $storage.kind "azureblob") (not $storage.account) -}}
{{- include "redis.refuse" (list "backup.objectStorage.account" "" "must be the name of the storage account") -}}
{{- end -}}
{{- if and (eq $storage.kind "s3") (not $storage.endpoint) (not $storage.region) -}}
{{- include "redis.refuse" (list "backup.objectStorage.region" "" "must be that of the bucket, unless backup.objectStorage.endpoint names another server than that of Amazon") -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* What a deployment would take away: a shard, or the members of another topology. */}}
{{- define "redis.shardRules" -}}
{{- $shards := int .Values.cluster.shards -}}
{{- range $index, $_ := until (sub 10 $shards | int) -}}
{{- $shard := printf "shard-%d" (add $shards $index) -}}
{{- with lookup "apps/v1" "StatefulSet" $.Release.Namespace (include "redis.setName" (dict "root" $ "shard" $shard)) -}}
{{- if gt (int .spec.replicas) 0 -}}
{{- include "redis.refuse" (list "cluster.shards" $shards (printf "must be more: %s has members, and scripts/scale-down.sh takes a shard out without its data" $shard)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and $shards (lookup "apps/v1" "StatefulSet" .Release.Namespace (include "redis.name" .)) -}}
{{- include "redis.refuse" (list "cluster.shards" $shards "must be 0: there is a Redis without shards, whose data would be left behind") -}}
{{- end -}}
{{- end -}}

{{/* Helm asks the cluster only when it deploys: rendered by Argo CD, nothing is known of it. */}}
{{- define "redis.storageRules" -}}
{{- $storage := int (include "redis.mebibytes" .Values.storage.size) -}}
{{- if or (lt $storage 1024) (gt $storage 16777216) -}}
{{- include "redis.refuse" (list "storage.size" .Values.storage.size "must be a whole number with the unit Mi, Gi or Ti, from 1Gi to 16Ti, such as 10Gi") -}}
{{- end -}}
{{- $first := include "redis.setName" (dict "root" . "shard" (include "redis.shards" . | fromJsonArray | first)) -}}
{{- with lookup "apps/v1" "StatefulSet" .Release.Namespace $first -}}
{{- $has := (first .spec.volumeClaimTemplates).spec.resources.requests.storage -}}
{{- if lt $storage (int (include "redis.mebibytes" $has)) -}}
{{- include "redis.refuse" (list "storage.size" $.Values.storage.size (printf "must be at least %s, which the volumes have: volumes never shrink" $has)) -}}
{{- end -}}
{{- end -}}
{{- if .Values.storage.growthPromised -}}
{{- $class := .Values.storage.storageClassName -}}
{{- with ternary (dict) (lookup "storage.k8s.io/v1" "StorageClass" "" $class) (empty $class) -}}
{{- $class = ternary $class "" (default false .allowVolumeExpansion) -}}
{{- end -}}
{{- if not $class -}}
{{- include "redis.refuse" (list "storage.growthPromised" true "must be false unless the storage class is known to allow expansion") -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Takes field, value and rule. */}}
{{- define "redis.refuse" -}}
{{- fail (printf "Invalid %s %s: it %s." (index . 0) (index . 1 | toJson) (index . 2)) -}}
{{- end -}}

{{/* 0 of what is no quantity in one of the units. */}}
{{- define "redis.mebibytes" -}}
{{- if regexMatch "^[1-9][0-9]{0,8}[MGT]i$" . -}}
{{- mul (regexFind "^[0-9]+" . | int) (get (dict "M" 1 "G" 1024 "T" 1048576) (regexFind "[MGT]" .)) -}}
{{- else -}}0{{- end -}}
{{- end -}}
