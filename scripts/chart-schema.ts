// values.schema.json: what values.yaml says, made strict. Nothing that is not there is accepted, and the configuration of both
// parts is checked as the programs themselves check it.
import { z } from 'zod'
import { agentSchema } from '../agent/config.ts'
import { collectorSchema } from '../collector/config.ts'
import { type Entry, valueEntries } from './chart-values.ts'

type Schema = Readonly<Record<string, unknown>>

/** Keys of the configuration that the chart sets: others of its values decide them. */
export const agentKeys: readonly string[] = [
  ...['root', 'collector', 'attest', 'ca', 'cert', 'key', 'tokenFile', 'joinTokenFile', 'nodeName'],
  ...['spoolFile', 'stateFile', 'spoolMebibytes', 'trace', 'traceMebibytes', 'metrics'],
]
export const collectorKeys: readonly string[] = [
  ...[
    'state',
    'listen',
    'http',
    'names',
    'clusterName',
    'kubernetes',
    'authorityCert',
    'authorityKey',
    'authorityTrust',
  ],
  ...['tlsCert', 'tlsKey', 'database', 'databaseUrlFile', 'ruleDirectories', 'kubeletConfigz'],
  ...['databaseReadUrl', 'databaseReadUrlFile'],
]

const words = (...values: string[]): Schema => ({ type: 'string', enum: values })
const matching = (pattern: string): Schema => ({ type: 'string', pattern })
const number = (minimum: number, maximum: number): Schema => ({ type: 'integer', minimum, maximum })
const texts: Schema = { type: 'object', additionalProperties: { type: 'string' } }
const listOf = (items: Schema): Schema => ({ type: 'array', items })
const objects = listOf({ type: 'object' })
const name: Schema = matching('^([a-z0-9]([-a-z0-9.]*[a-z0-9])?)?$')
const quantities: Schema = { type: 'object', additionalProperties: { type: ['string', 'number'] } }
const resources = strict({ requests: quantities, limits: quantities })
const nameReference = listOf(strict({ name: { type: 'string' } }, ['name']))
const environment = listOf({
  type: 'object',
  required: ['name'],
  properties: { name: matching('^[A-Za-z_][A-Za-z0-9_]*$') },
})
const source: Schema = { type: 'object' }
/** Nothing of the node. */
const volumes = listOf(strict({ name, secret: source, configMap: source, projected: source, csi: source }, ['name']))
const mounts = listOf(strict({ name, mountPath: matching('^/.'), subPath: { type: 'string' } }, ['name', 'mountPath']))
const address = matching('^((\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9.-]+):[0-9]{1,5})?$')
const bind = words('0.0.0.0', '[::]')
const share: Schema = { anyOf: [number(1, 10_000), matching('^([1-9][0-9]?|100)%$')] }
const duration = matching('^([0-9]+(s|m|h|d))+$')
const goDuration = matching('^([0-9]+(s|m|h))+$')
const alert = strict({
  disabled: { type: 'boolean' },
  severity: words('info', 'warning', 'critical'),
  for: duration,
  expr: { type: 'string', minLength: 1 },
})

/** What a default does not say of its value, by path or by the path's last word. */
const told: Readonly<Record<string, Schema>> = {
  nameOverride: matching('^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$'),
  imagePullSecrets: nameReference,
  imagePullPolicy: words('Always', 'IfNotPresent', 'Never'),
  'namespace.podSecurity': words('privileged', 'baseline', 'restricted'),
  digest: matching('^(sha256:[0-9a-f]{64})?$'),
  repository: { type: 'string', minLength: 1 },
  'agent.collector': address,
  'agent.attest': words('service-account', 'certificate'),
  'agent.certificateSecret': name,
  'agent.config': configuration(agentSchema, agentKeys),
  'agent.trace': words('auto', 'off'),
  'agent.capabilities': { ...listOf(words('DAC_READ_SEARCH', 'SYS_PTRACE')), uniqueItems: true },
  'agent.mounts.mode': words('root', 'minimal'),
  'agent.mounts.propagation': words('HostToContainer', 'None'),
  'agent.mounts.directories': { type: 'array', items: matching('^/[^/:]+$'), uniqueItems: true },
  'agent.spool.type': words('hostPath', 'emptyDir'),
  'agent.spool.path': matching('^(/[A-Za-z0-9_][A-Za-z0-9._-]*){3,}$'),
  'agent.spool.mebibytes': number(2, 65_536),
  'agent.appArmor': words('Unconfined', 'RuntimeDefault'),
  'agent.maxUnavailable': share,
  maxUnavailable: share,
  'collector.clusterName': { type: 'string', minLength: 1, maxLength: 253 },
  'collector.config': configuration(collectorSchema, collectorKeys),
  'collector.rules': {
    type: 'object',
    propertyNames: { pattern: '^[A-Za-z0-9._-]+\\.yaml$' },
    additionalProperties: { type: 'string' },
  },
  'collector.database.type': words('sqlite', 'postgresql'),
  'collector.database.urlSecret': strict({ name, key: { type: 'string', minLength: 1 } }),
  'collector.database.readUrlSecret': strict({ name, key: { type: 'string', minLength: 1 } }),
  'collector.replicas': number(1, 100),
  'collector.persistence.size': matching('^[0-9]+(Mi|Gi|Ti)$'),
  'collector.persistence.accessModes': listOf(words('ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany')),
  'collector.kubeletConfigz': { type: 'object' },
  'collector.excludeNodes': listOf({ type: 'string', minLength: 1 }),
  'collector.names': listOf(matching('^[A-Za-z0-9.:-]+$')),
  'collector.service.type': words('ClusterIP', 'NodePort', 'LoadBalancer'),
  'certificates.mode': words('helm', 'cert-manager', 'given'),
  'certificates.days': number(1, 36_500),
  'certificates.certManager.issuerRef': strict({ name, kind: { type: 'string' }, group: { type: 'string' } }),
  'certificates.certManager.authorityDuration': goDuration,
  'certificates.certManager.serverDuration': goDuration,
  'networkPolicy.apiServerPorts': { type: 'array', minItems: 1, items: number(1, 65_535) },
  'networkPolicy.databasePort': number(1, 65_535),
  'monitoring.interval': duration,
  'monitoring.rules.overrides': { type: 'object', additionalProperties: alert },
  'cleanup.timeoutSeconds': number(30, 86_400),
  ...{
    bind,
    resources,
    terminationGracePeriodSeconds: number(1, 3600),
    extraEnv: environment,
    extraVolumes: volumes,
    extraVolumeMounts: mounts,
    affinity: { type: 'object' },
  },
  ...{ nodeSelector: texts, labels: texts, annotations: texts, commonLabels: texts, commonAnnotations: texts },
  ...{ podLabels: texts, podAnnotations: texts, tolerations: objects, topologySpreadConstraints: objects },
  ...{ monitoring: objects, agents: objects, users: objects, apiServer: objects, database: objects, dns: objects },
  ...{ agentEgress: objects, collectorEgress: objects },
}

/** The schema as text, for values.yaml. */
export function valuesSchema(values: string): string {
  const entries = valueEntries(values)
  const tree = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Values of the chart merlon',
    ...groupOf(entries, ''),
  }
  return `${JSON.stringify(tree, null, 2)}\n`
}

function groupOf(entries: readonly Entry[], prefix: string): Schema {
  const own = entries.filter(({ path }) => path.startsWith(prefix) && !path.slice(prefix.length).includes('.'))
  const properties = own.map((entry): [string, Schema] => {
    const key = entry.path.slice(prefix.length)
    const schema = entry.group ? groupOf(entries, `${entry.path}.`) : leafOf(entry)
    return [key, entry.about ? { description: entry.about, ...schema } : schema]
  })
  // Helm hands over what parent charts share.
  const shared = prefix === '' ? [['global', { type: 'object' }] as [string, Schema]] : []
  return strict(Object.fromEntries([...properties, ...shared]))
}

function leafOf({ path, value }: Entry): Schema {
  const known = told[path] ?? told[path.split('.').at(-1) ?? '']
  if (known) return known
  if (typeof value === 'boolean') return { type: 'boolean' }
  if (typeof value === 'string') return { type: 'string' }
  throw new Error(`values.yaml: ${path}: scripts/chart-schema.ts does not say what it may be`)
}

function strict(properties: Readonly<Record<string, Schema>>, required?: readonly string[]): Schema {
  return { type: 'object', additionalProperties: false, ...(required ? { required } : {}), properties }
}

/** The program's own schema without the keys that the chart decides. */
function configuration(schema: z.ZodObject, without: readonly string[]): Schema {
  const kept = Object.fromEntries(Object.entries(schema.shape).filter(([key]) => !without.includes(key)))
  const { $schema: _, ...json } = z.toJSONSchema(z.strictObject(kept).partial(), {
    ...{ io: 'input', target: 'draft-7', unrepresentable: 'any' },
  })
  return json
}
