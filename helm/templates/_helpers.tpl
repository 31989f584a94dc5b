{{- define "qbank.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 44 | trimSuffix "-" -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 44 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 44 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Labels of one component: (dict "root" $ "component" "calibrator") */}}
{{- define "qbank.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "qbank.labels" -}}
{{ include "qbank.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- define "qbank.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}

{{/* A hook runs before the chart's own accounts exist, so it takes the namespace's. */}}
{{- define "qbank.serviceAccount" -}}
{{- if and .root.Values.serviceAccount.create (ne .component "setup") -}}
{{ include "qbank.fullname" .root }}-{{ .component }}
{{- else -}}
default
{{- end -}}
{{- end -}}

{{/* The bank's address: key of the service or of the owner. */}}
{{- define "qbank.databaseUrl" -}}
- name: DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ required "database.existingSecret is required: a Secret with the bank's address" .root.Values.database.existingSecret }}
      key: {{ .key }}
{{- end -}}

{{/* A value as text. Helm reads whole numbers as floating ones, and would write 2e+09. */}}
{{- define "qbank.text" -}}
{{ ternary (toString (. | int64)) (toString .) (and (kindIs "float64" .) (eq (floor .) .)) | quote }}
{{- end -}}

{{/* What every Kafka client is told. Properties are passed through as KAFKA_ and their name. */}}
{{- define "qbank.kafkaEnv" -}}
- name: KAFKA_BOOTSTRAP
  value: {{ .Values.kafka.bootstrap | quote }}
{{- range $name, $value := .Values.kafka.properties }}
- name: KAFKA_{{ $name | upper | replace "." "_" }}
  value: {{ include "qbank.text" $value }}
{{- end }}
{{- if .Values.kafka.tls.secretName }}
- name: KAFKA_SSL_TRUSTSTORE_TYPE
  value: PEM
- name: KAFKA_SSL_TRUSTSTORE_LOCATION
  value: /etc/kafka/tls/{{ .Values.kafka.tls.caKey }}
{{- end }}
{{- end -}}

{{- define "qbank.kafkaEnvFrom" -}}
{{- if .Values.kafka.existingSecret }}
envFrom:
  - secretRef:
      name: {{ .Values.kafka.existingSecret }}
{{- end }}
{{- end -}}

{{/* Settings by name, sorted. */}}
{{- define "qbank.env" -}}
{{- range $name, $value := . }}
- name: {{ $name }}
  value: {{ include "qbank.text" $value }}
{{- end }}
{{- end -}}

{{- define "qbank.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "qbank.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "qbank.probes" -}}
startupProbe:
  httpGet: {path: /health/live, port: http}
  periodSeconds: 5
  failureThreshold: 60
livenessProbe:
  httpGet: {path: /health/live, port: http}
  periodSeconds: 15
  timeoutSeconds: 5
  failureThreshold: 4
readinessProbe:
  httpGet: {path: /health/ready, port: http}
  periodSeconds: 5
  timeoutSeconds: 5
{{- end -}}

{{/* Volumes of certificates and of a temporary directory. */}}
{{- define "qbank.mounts" -}}
- name: tmp
  mountPath: /tmp
{{- if .root.Values.kafka.tls.secretName }}
- name: kafka-tls
  mountPath: /etc/kafka/tls
  readOnly: true
{{- end }}
{{- if and .database .root.Values.database.tls.secretName }}
- name: postgres-tls
  mountPath: /etc/postgres/tls
  readOnly: true
{{- end }}
{{- end -}}

{{- define "qbank.volumes" -}}
- name: tmp
  emptyDir: {}
{{- if .root.Values.kafka.tls.secretName }}
- name: kafka-tls
  secret:
    secretName: {{ .root.Values.kafka.tls.secretName }}
{{- end }}
{{- if and .database .root.Values.database.tls.secretName }}
- name: postgres-tls
  secret:
    secretName: {{ .root.Values.database.tls.secretName }}
{{- end }}
{{- end -}}

{{/* What the pods of all components share. */}}
{{- define "qbank.podSpec" -}}
serviceAccountName: {{ include "qbank.serviceAccount" . }}
automountServiceAccountToken: false
enableServiceLinks: false
terminationGracePeriodSeconds: 20
securityContext:
  {{- include "qbank.podSecurity" . | nindent 2 }}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
affinity:
  {{- if .root.Values.affinity }}
  {{- toYaml .root.Values.affinity | nindent 2 }}
  {{- else }}
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              {{- include "qbank.selector" . | nindent 14 }}
  {{- end }}
volumes:
  {{- include "qbank.volumes" . | nindent 2 }}
{{- end -}}

{{- define "qbank.podMeta" -}}
labels:
  {{- include "qbank.labels" . | nindent 2 }}
  {{- with .root.Values.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with .root.Values.podAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
