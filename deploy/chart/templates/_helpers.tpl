{{- define "merlon.name" -}}
{{- default .Release.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels of an object: (list $ "component"). */}}
{{- define "merlon.labels" -}}
{{- $root := index . 0 -}}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
app.kubernetes.io/part-of: merlon
{{ include "merlon.selector" . }}
{{- with $root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* What never changes of them. */}}
{{- define "merlon.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: merlon
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* The head of an object: (list $ "component" "name"). */}}
{{- define "merlon.metadata" -}}
{{- $root := index . 0 -}}
name: {{ index . 2 }}
namespace: {{ $root.Release.Namespace }}
labels:
  {{- include "merlon.labels" . | nindent 2 }}
{{- with $root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The same for an object without a namespace. */}}
{{- define "merlon.clusterMetadata" -}}
{{- $root := index . 0 -}}
name: {{ index . 2 }}
labels:
  {{- include "merlon.labels" . | nindent 2 }}
{{- with $root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* The head of a hook: (list $ "component" "name" weight). */}}
{{- define "merlon.hookMetadata" -}}
{{- $root := index . 0 -}}
name: {{ index . 2 }}
namespace: {{ $root.Release.Namespace }}
labels:
  {{- include "merlon.labels" . | nindent 2 }}
annotations:
  helm.sh/hook: post-delete
  helm.sh/hook-weight: {{ index . 3 | quote }}
  helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
  {{- with $root.Values.commonAnnotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{/* An image: (list $ .Values.agent.image). */}}
{{- define "merlon.image" -}}
{{- $root := index . 0 -}}
{{- $image := index . 1 -}}
{{- with $root.Values.imageRegistry }}{{ trimSuffix "/" . }}/{{ end -}}
{{ $image.repository }}
{{- if $image.digest }}@{{ $image.digest }}{{ else }}:{{ default $root.Chart.AppVersion $image.tag }}{{ end -}}
{{- end -}}

{{- define "merlon.imagePullSecrets" -}}
{{- with .Values.imagePullSecrets -}}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "merlon.collectorHost" -}}
{{ include "merlon.name" . }}-collector.{{ .Release.Namespace }}.svc
{{- end -}}

{{/* Where agents connect to. */}}
{{- define "merlon.collectorAddress" -}}
{{- if .Values.agent.collector -}}
{{ .Values.agent.collector }}
{{- else if .Values.collector.enabled -}}
{{ include "merlon.collectorHost" . }}:7440
{{- else -}}
{{ fail "agent.collector: an address is needed where collector.enabled is false" }}
{{- end -}}
{{- end -}}

{{/* Names that the collector's certificate holds. */}}
{{- define "merlon.serverNames" -}}
{{- $name := printf "%s-collector" (include "merlon.name" .) -}}
{{- $host := include "merlon.collectorHost" . -}}
{{- concat (list $name (printf "%s.%s" $name .Release.Namespace) $host (printf "%s.cluster.local" $host)) .Values.collector.names | toJson -}}
{{- end -}}

{{/* Secret of the authority. */}}
{{- define "merlon.authoritySecret" -}}
{{- if eq .Values.certificates.mode "given" -}}
{{ required "certificates.given.authoritySecret: a secret is needed" .Values.certificates.given.authoritySecret }}
{{- else -}}
{{ include "merlon.name" . }}-authority
{{- end -}}
{{- end -}}

{{/* Secret of the collector's own certificate; empty where it issues its own. */}}
{{- define "merlon.serverSecret" -}}
{{- if eq .Values.certificates.mode "given" -}}
{{ .Values.certificates.given.serverSecret }}
{{- else if eq .Values.certificates.mode "cert-manager" -}}
{{ include "merlon.name" . }}-server
{{- end -}}
{{- end -}}

{{/* ConfigMap with what is trusted; for cert-manager a Secret. */}}
{{- define "merlon.trustName" -}}
{{- if eq .Values.certificates.mode "given" -}}
{{ required "certificates.given.trustConfigMap: a ConfigMap is needed" .Values.certificates.given.trustConfigMap }}
{{- else if eq .Values.certificates.mode "cert-manager" -}}
{{ include "merlon.name" . }}-trust
{{- else -}}
{{ include "merlon.name" . }}-ca
{{- end -}}
{{- end -}}

{{/* Volume with ca.crt, and nothing else of where it comes from. */}}
{{- define "merlon.trustVolume" -}}
{{- if eq .Values.certificates.mode "cert-manager" -}}
secret:
  secretName: {{ include "merlon.trustName" . }}
  defaultMode: 0444
  items: [{key: ca.crt, path: ca.crt}]
{{- else -}}
configMap:
  name: {{ include "merlon.trustName" . }}
  defaultMode: 0444
  items: [{key: ca.crt, path: ca.crt}]
{{- end -}}
{{- end -}}

{{- define "merlon.metricsSecret" -}}
{{- if .Values.monitoring.tokenSecret -}}
{{ .Values.monitoring.tokenSecret }}
{{- else if .Values.monitoring.serviceMonitor -}}
{{ include "merlon.name" . }}-metrics
{{- end -}}
{{- end -}}

{{/* What every pod of Merlon has that needs nothing of the node. */}}
{{- define "merlon.plainContainer" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{/* uid 0 for the owner of /sys/kernel/tracing and of the spool's directory, without one capability. */}}
{{- define "merlon.prepareContainer" -}}
runAsUser: 0
runAsGroup: 0
runAsNonRoot: false
{{ include "merlon.plainContainer" . }}
{{- end -}}

{{/* Of pods that touch the node. */}}
{{- define "merlon.nodePodSecurity" -}}
seccompProfile: {type: RuntimeDefault}
{{- if and (eq .Values.agent.appArmor "Unconfined") (semverCompare ">=1.30-0" .Capabilities.KubeVersion.Version) }}
appArmorProfile: {type: Unconfined}
{{- end }}
{{- with .Values.agent.seLinuxType }}
seLinuxOptions: {type: {{ . }}}
{{- end }}
{{- end -}}

{{/* The same before there was a field: (list $ "container"...). */}}
{{- define "merlon.appArmorAnnotations" -}}
{{- $root := index . 0 -}}
{{- if and (eq $root.Values.agent.appArmor "Unconfined") (semverCompare "<1.30-0" $root.Capabilities.KubeVersion.Version) -}}
{{- range $at, $name := rest . }}
{{- if $at }}
{{ end -}}
container.apparmor.security.beta.kubernetes.io/{{ $name }}: unconfined
{{- end }}
{{- end -}}
{{- end -}}

{{/* Where the node's spool is, from the directory two levels above, so that cleanup can take away what the kubelet made. */}}
{{- define "merlon.spoolBase" -}}
{{ dir (dir .Values.agent.spool.path) }}
{{- end -}}
