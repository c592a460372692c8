{{- define "merlon.dnsEgress" -}}
- to:
    {{- with .Values.networkPolicy.dns }}
    {{- toYaml . | nindent 4 }}
    {{- else }}
    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}
    {{- end }}
  ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
{{- end -}}
