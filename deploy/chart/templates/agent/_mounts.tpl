{{/* Top directories that are mounted, as a list in JSON. */}}
{{- define "merlon.directories" -}}
{{- if eq .Values.agent.mounts.mode "root" -}}
{{- list "/" | toJson -}}
{{- else if .Values.agent.mounts.directories -}}
{{- .Values.agent.mounts.directories | toJson -}}
{{- else -}}
{{- (.Files.Get "files/mounts.yaml" | fromYaml).directories | toJson -}}
{{- end -}}
{{- end -}}

{{- define "merlon.volumeName" -}}
host{{ regexReplaceAll "[^a-z0-9]+" (lower .) "-" | trimSuffix "-" }}
{{- end -}}

{{- define "merlon.nodeMounts" -}}
{{- $mounts := .Values.agent.mounts -}}
{{- $recursive := and (eq $mounts.propagation "None") (semverCompare ">=1.31-0" .Capabilities.KubeVersion.Version) -}}
{{- range include "merlon.directories" . | fromJsonArray }}
- name: {{ include "merlon.volumeName" . }}
  mountPath: /host{{ trimSuffix "/" . }}
  readOnly: true
  mountPropagation: {{ $mounts.propagation }}
  {{- if $recursive }}
  recursiveReadOnly: IfPossible
  {{- end }}
{{- end }}
{{- end -}}

{{- define "merlon.nodeVolumes" -}}
{{- range include "merlon.directories" . | fromJsonArray }}
- name: {{ include "merlon.volumeName" . }}
  hostPath: {path: {{ . }}, type: Directory}
{{- end }}
{{- end -}}
