{{- define "merlon.collectorPod" -}}
{{- $name := printf "%s-collector" (include "merlon.name" .) -}}
{{- $sqlite := eq .Values.collector.database.type "sqlite" -}}
serviceAccountName: {{ $name }}
automountServiceAccountToken: true
enableServiceLinks: false
{{- with include "merlon.imagePullSecrets" . }}
{{- . | nindent 0 }}
{{- end }}
hostNetwork: false
{{- with .Values.collector.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
terminationGracePeriodSeconds: {{ .Values.collector.terminationGracePeriodSeconds }}
{{- with .Values.collector.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.collector.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
affinity:
  {{- with .Values.collector.affinity }}
  {{- toYaml . | nindent 2 }}
  {{- else }}
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              {{- include "merlon.selector" (list $ "collector") | nindent 14 }}
  {{- end }}
topologySpreadConstraints:
  {{- with .Values.collector.topologySpreadConstraints }}
  {{- toYaml . | nindent 2 }}
  {{- else }}
  - topologyKey: topology.kubernetes.io/zone
    maxSkew: 1
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "merlon.selector" (list $ "collector") | nindent 8 }}
  {{- end }}
securityContext:
  runAsUser: 61001
  runAsGroup: 61001
  runAsNonRoot: true
  fsGroup: 61001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
containers:
  - name: collector
    image: {{ include "merlon.image" (list $ .Values.collector.image) }}
    imagePullPolicy: {{ .Values.imagePullPolicy }}
    command: [/usr/bin/node, /app/merlon.js]
    args: [collector, --config, /etc/merlon/config/collector.yaml]
    env:
      - name: POD_IP
        valueFrom: {fieldRef: {fieldPath: status.podIP}}
      # What it is asked for by: services and, for scrapers, the pod's own address.
      - name: MERLON_NAMES
        value: {{ printf "%s,$(POD_IP)" (include "merlon.serverNames" . | fromJsonArray | join ",") | quote }}
      # `merlon report` and the like in this container find the collector's state.
      - {name: XDG_STATE_HOME, value: /var/lib}
      {{- range $key, $value := dict "HTTP_PROXY" .Values.proxy.http "HTTPS_PROXY" .Values.proxy.https "NO_PROXY" .Values.proxy.except }}
      {{- with $value }}
      - {name: {{ $key }}, value: {{ . | quote }}}
      {{- end }}
      {{- end }}
      {{- with .Values.collector.extraEnv }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    ports:
      - {name: grpc, containerPort: 7440, protocol: TCP}
      - {name: https, containerPort: 7441, protocol: TCP}
    securityContext:
      runAsUser: 61001
      runAsGroup: 61001
      runAsNonRoot: true
      {{- include "merlon.plainContainer" . | nindent 6 }}
    resources:
      {{- toYaml .Values.collector.resources | nindent 6 }}
    startupProbe:
      {{- include "merlon.collectorProbe" . | nindent 6 }}
      periodSeconds: 2
      # Migrations of a big database, and waiting for one.
      failureThreshold: 150
    livenessProbe:
      {{- include "merlon.collectorProbe" . | nindent 6 }}
      periodSeconds: 20
      failureThreshold: 6
    readinessProbe:
      {{- include "merlon.collectorProbe" . | nindent 6 }}
      periodSeconds: 5
    volumeMounts:
      - {name: state, mountPath: /var/lib/merlon}
      - {name: tmp, mountPath: /tmp}
      - {name: config, mountPath: /etc/merlon/config, readOnly: true}
      - {name: authority, mountPath: /etc/merlon/authority, readOnly: true}
      {{- if include "merlon.serverSecret" . }}
      - {name: server, mountPath: /etc/merlon/server, readOnly: true}
      {{- end }}
      {{- if not $sqlite }}
      - {name: database, mountPath: /etc/merlon/database, readOnly: true}
      {{- if .Values.collector.database.readUrlSecret.name }}
      - {name: database-read, mountPath: /etc/merlon/database-read, readOnly: true}
      {{- end }}
      {{- end }}
      {{- if .Values.collector.rules }}
      - {name: rules, mountPath: /etc/merlon/rules, readOnly: true}
      {{- end }}
      {{- if include "merlon.metricsSecret" . }}
      # The one that scrapers have, in place of one that the collector would make.
      - {name: metrics, mountPath: /var/lib/merlon/collector/metrics-token, subPath: token, readOnly: true}
      {{- end }}
      {{- range .Values.collector.extraVolumeMounts }}
      - {{ merge (dict "readOnly" true) . | toYaml | nindent 8 | trim }}
      {{- end }}
volumes:
  {{- if not (and $sqlite .Values.collector.persistence.enabled) }}
  - name: state
    emptyDir: {}
  {{- end }}
  - name: tmp
    emptyDir: {sizeLimit: 256Mi}
  - name: config
    configMap: {name: {{ $name }}, defaultMode: 0444}
  - name: authority
    secret:
      secretName: {{ include "merlon.authoritySecret" . }}
      defaultMode: 0440
      items: [{key: tls.crt, path: tls.crt}, {key: tls.key, path: tls.key}]
  {{- with include "merlon.serverSecret" . }}
  - name: server
    secret:
      secretName: {{ . }}
      defaultMode: 0440
      items: [{key: tls.crt, path: tls.crt}, {key: tls.key, path: tls.key}]
  {{- end }}
  {{- if not $sqlite }}
  - name: database
    secret:
      secretName: {{ required "collector.database.urlSecret.name: a secret is needed" .Values.collector.database.urlSecret.name }}
      defaultMode: 0440
      items: [{key: {{ .Values.collector.database.urlSecret.key }}, path: url}]
  {{- with .Values.collector.database.readUrlSecret }}
  {{- if .name }}
  - name: database-read
    secret:
      secretName: {{ .name }}
      defaultMode: 0440
      items: [{key: {{ .key }}, path: url}]
  {{- end }}
  {{- end }}
  {{- end }}
  {{- if .Values.collector.rules }}
  - name: rules
    configMap: {name: {{ include "merlon.name" . }}-rules, defaultMode: 0444}
  {{- end }}
  {{- with include "merlon.metricsSecret" . }}
  - name: metrics
    secret: {secretName: {{ . }}, defaultMode: 0440, items: [{key: token, path: token}]}
  {{- end }}
  {{- with .Values.collector.extraVolumes }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "merlon.collectorProbe" -}}
httpGet:
  path: /healthz
  port: https
  scheme: HTTPS
  # The kubelet asks by address; only names are served.
  httpHeaders: [{name: Host, value: {{ include "merlon.collectorHost" . }}}]
timeoutSeconds: 5
{{- end -}}
