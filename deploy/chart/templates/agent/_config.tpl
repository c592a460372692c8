{{/* agent.yaml. What the chart decides wins over what is given. The spool is told by /app/start, which opens it. */}}
{{- define "merlon.agentConfig" -}}
{{- $set := dict
  "root" "/host"
  "collector" (include "merlon.collectorAddress" .)
  "attest" .Values.agent.attest
  "ca" "/etc/merlon/ca/ca.crt"
  "trace" .Values.agent.trace
  "metrics" (printf "%s:7442" .Values.agent.bind)
-}}
{{- if eq .Values.agent.attest "certificate" -}}
{{- $_ := set $set "cert" "/etc/merlon/certificate/node.crt" -}}
{{- $_ := set $set "key" "/etc/merlon/certificate/node.key" -}}
{{- else -}}
{{- $_ := set $set "tokenFile" "/var/run/secrets/merlon/token" -}}
{{- end -}}
{{- toYaml (mergeOverwrite (dict "memoryMebibytes" 384) (deepCopy .Values.agent.config) $set) -}}
{{- end -}}
