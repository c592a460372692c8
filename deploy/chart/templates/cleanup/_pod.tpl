{{/* Takes away what the agents left on this node, again and again until it is gone: the agent may still be ending. */}}
{{- define "merlon.cleanupTemplate" -}}
metadata:
  labels:
    {{- include "merlon.labels" (list $ "cleanup") | nindent 4 }}
  {{- with include "merlon.appArmorAnnotations" (list $ "remove" "done") }}
  annotations:
    {{- . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "merlon.name" . }}-cleanup
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with include "merlon.imagePullSecrets" . }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- with .Values.agent.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  terminationGracePeriodSeconds: 1
  nodeSelector:
    {{- merge (dict "kubernetes.io/os" "linux") .Values.agent.nodeSelector | toYaml | nindent 4 }}
  {{- with .Values.agent.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.agent.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- include "merlon.nodePodSecurity" . | nindent 4 }}
  initContainers:
    # Started again by the kubelet where something is still in use.
    - name: remove
      image: {{ include "merlon.image" (list $ .Values.agent.image) }}
      imagePullPolicy: {{ .Values.imagePullPolicy }}
      command: [/usr/bin/node, /app/agent.js, prepare]
      args:
        - --remove
        {{- if eq .Values.agent.spool.type "hostPath" }}
        - --spool=/above{{ trimPrefix (include "merlon.spoolBase" .) .Values.agent.spool.path }}
        {{- end }}
        {{- if ne .Values.agent.trace "auto" }}
        - --no-trace
        {{- end }}
      securityContext:
        {{- include "merlon.prepareContainer" . | nindent 8 }}
      resources: {requests: {cpu: 10m, memory: 64Mi}, limits: {cpu: '1', memory: 256Mi}}
      volumeMounts:
        {{- if eq .Values.agent.spool.type "hostPath" }}
        - {name: above, mountPath: /above}
        {{- end }}
        {{- if eq .Values.agent.trace "auto" }}
        - {name: tracing, mountPath: /sys/kernel/tracing}
        {{- end }}
  containers:
    # Ready: this node is clean.
    - name: done
      image: {{ include "merlon.image" (list $ .Values.agent.image) }}
      imagePullPolicy: {{ .Values.imagePullPolicy }}
      command: [/usr/bin/node, --eval, 'process.on("SIGTERM", () => process.exit()); setInterval(() => {}, 1e9)']
      securityContext:
        runAsUser: 61000
        runAsGroup: 61000
        runAsNonRoot: true
        {{- include "merlon.plainContainer" . | nindent 8 }}
      resources: {requests: {cpu: 1m, memory: 48Mi}, limits: {cpu: 100m, memory: 128Mi}}
  volumes:
    {{- if eq .Values.agent.spool.type "hostPath" }}
    # Two levels above the spool: the directories that the kubelet made for it go, too, when nothing else is in them.
    - name: above
      hostPath: {path: {{ include "merlon.spoolBase" . }}, type: Directory}
    {{- end }}
    {{- if eq .Values.agent.trace "auto" }}
    - name: tracing
      hostPath: {path: /sys/kernel/tracing, type: Directory}
    {{- end }}
    {{- if and (ne .Values.agent.spool.type "hostPath") (ne .Values.agent.trace "auto") }}
    []
    {{- end }}
{{- end -}}
