{{/* collector.yaml. What the chart decides wins over what is given. */}}
{{- define "merlon.collectorConfig" -}}
{{- $set := dict
  "state" "/var/lib/merlon/collector"
  "listen" (printf "%s:7440" .Values.collector.bind)
  "http" (printf "%s:7441" .Values.collector.bind)
  "clusterName" .Values.collector.clusterName
  "authorityCert" "/etc/merlon/authority/tls.crt"
  "authorityKey" "/etc/merlon/authority/tls.key"
  "kubernetes" (dict "serviceAccounts" (list (printf "%s/%s-agent" .Release.Namespace (include "merlon.name" .))) "excludeNodes" .Values.collector.excludeNodes "owners" .Values.collector.owners)
-}}
{{- if include "merlon.serverSecret" . -}}
{{- $_ := set $set "tlsCert" "/etc/merlon/server/tls.crt" -}}
{{- $_ := set $set "tlsKey" "/etc/merlon/server/tls.key" -}}
{{- end -}}
{{- if .Values.certificates.extraTrust -}}
{{- $_ := set $set "authorityTrust" "/etc/merlon/config/trust.pem" -}}
{{- end -}}
{{- if eq .Values.collector.database.type "postgresql" -}}
{{- $_ := set $set "databaseUrlFile" "/etc/merlon/database/url" -}}
{{- if .Values.collector.database.readUrlSecret.name -}}
{{- $_ := set $set "databaseReadUrlFile" "/etc/merlon/database-read/url" -}}
{{- end -}}
{{- end -}}
{{- if .Values.collector.rules -}}
{{- $_ := set $set "ruleDirectories" (list "/etc/merlon/rules") -}}
{{- end -}}
{{- with .Values.collector.kubeletConfigz -}}
{{- $_ := set $set "kubeletConfigz" (merge (dict "token" "/var/run/secrets/kubernetes.io/serviceaccount/token") .) -}}
{{- end -}}
{{- toYaml (mergeOverwrite (deepCopy .Values.collector.config) $set) -}}
{{- end -}}
