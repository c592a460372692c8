/** A line as the API server writes it: Go's JSON, without spaces. */
export function auditLine(over: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    ...{ kind: 'Event', apiVersion: 'audit.k8s.io/v1', level: 'Metadata', auditID: 'a-1', stage: 'ResponseComplete' },
    ...{ requestURI: '/api/v1/namespaces/shop/secrets?limit=500', verb: 'list' },
    ...{ user: { username: 'eve', groups: ['system:authenticated'] }, sourceIPs: ['10.0.0.9'] },
    ...{ objectRef: { resource: 'secrets', namespace: 'shop', apiVersion: 'v1' } },
    ...{ responseStatus: { metadata: {}, status: 'Failure', code: 403 } },
    ...{ requestReceivedTimestamp: '2026-11-21T10:00:00.123456Z', stageTimestamp: '2026-11-21T10:00:00.124456Z' },
    ...over,
  })
}
