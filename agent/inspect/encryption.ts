import type { EncryptionFact } from '../../proto/index.ts'
import { type EncryptionConfig, type Provider, parseEncryptionConfig, providersOf } from '../parse/encryptionconfig.ts'
import { type FlagDefinition, flagValue } from '../parse/goflags.ts'
import {
  type ApiServer,
  type ApiServerFile,
  apiServerProcesses,
  apiServerReads,
  flagText,
  inspectNamedFile,
} from './apiserverfile.ts'
import type { Inspector, Observation } from './inspector.ts'

type Resource = NonNullable<EncryptionFact['resources']>[number]
type Place = ApiServerFile['at']

const configFlag = 'encryption-provider-config'
const reloadFlag = 'encryption-provider-config-automatic-reload'
const gatesFlag = 'feature-gates'
const flags: readonly FlagDefinition[] = [
  { name: configFlag, kind: 'string' },
  { name: reloadFlag, kind: 'bool' },
  { name: gatesFlag, kind: 'boolMap' },
]

/** Resources of the core group that hold secrets, in byte order. */
const secretResources = ['configmaps', 'secrets']

/** Why a provider is weak. Source: the table of providers in Kubernetes' documentation of encryption at rest. */
const weaknesses: Readonly<Record<string, string>> = {
  identity: 'stores plain text',
  aescbc: 'CBC does not authenticate: who can change what is stored can decrypt it by a padding oracle',
  aesgcm: 'its key has to be changed every 200000 writes, which nothing does by itself',
  'kms v1': 'version 1 of the KMS API is deprecated since Kubernetes 1.28, and off by default since 1.29',
}

/**
 * Encryption at rest as the node's API server is told. What lies in etcd from before stays as it was until it is written
 * again: this says how it is written now.
 */
export const encryption: Inspector<'encryption'> = {
  domain: 'encryption',
  schema: 1,
  reads: [
    { origin: 'named by kube-apiserver --encryption-provider-config', why: 'the providers, never the keys' },
    ...apiServerReads,
  ],
  processes: apiServerProcesses,
  inspect: (host) => inspectNamedFile(host, { flag: configFlag, flags, without: withoutConfig, from: withConfig }),
}

function reloads(server: ApiServer): boolean {
  return flagText(server, reloadFlag) === 'true'
}

function withoutConfig(server: ApiServer): Observation<EncryptionFact> {
  if (reloads(server))
    return { status: 'failed', reason: `does not load: flag --${reloadFlag} must be set with --${configFlag}` }
  const source = `flag --${configFlag} is not set${server.from}`
  const fact: EncryptionFact = {
    file: { value: '', source },
    resources: secretResources.map((resource) => resourceOf(resource, [], `no configuration: ${source}`)),
    warnings: [...server.warnings],
  }
  return { status: 'observed', fact }
}

function withConfig(
  server: ApiServer,
  path: string,
  { at, bytes, changed }: ApiServerFile,
): Observation<EncryptionFact> {
  const reload = reloads(server)
  const gates = flagValue('boolMap', server.flags.occurrences.get(gatesFlag) ?? []) as Record<string, boolean>
  const kmsV1 = gates['KMSv1']
  const parsed = parseEncryptionConfig(bytes, { reload, kmsV1 })
  if (!parsed.ok) return { status: 'failed', reason: `does not load: ${at(parsed.line)}: ${parsed.reason}` }
  const config = parsed.value
  const resources = secretResources.map((resource) => {
    const providers = providersOf(config, { group: '', resource })
    const [first] = providers
    return resourceOf(resource, providers, first ? at(first.line) : `${at()}: no entry covers it`)
  })
  const stale = changed && !reload
  const warnings = [
    ...server.warnings,
    ...(stale ? [`${at()} changed after the API server started, which knows what it held before`] : []),
    ...misnamed(config, at),
    ...(kmsV1 === undefined ? gated(config, at) : []),
  ]
  const named = { value: path, source: server.sourceOf(configFlag) }
  return { status: 'observed', fact: { file: named, resources, warnings: warnings.sort() } }
}

/** Without providers nothing changes what is stored. */
function resourceOf(resource: string, providers: readonly Provider[], source: string): Resource {
  const [first] = providers
  const writes = first?.name ?? 'identity'
  const kmsVersion = first?.kms ?? ''
  return {
    resource,
    writes: { value: writes, source },
    providers: first ? providers.map(({ name }) => name) : ['identity'],
    readsPlainText: !first || providers.some(({ name }) => name === 'identity'),
    kmsVersion,
    weakness: weaknesses[kmsVersion === '' ? writes : `${writes} ${kmsVersion}`] ?? '',
  }
}

/** `secrets.v1` is the resource secrets of a group that is called v1, and there is none. */
function misnamed({ entries }: EncryptionConfig, at: Place): string[] {
  return entries.flatMap(({ resources, line }) =>
    resources
      .filter(({ group, resource }) => /^v\d/.test(group) && secretResources.includes(resource))
      .map(({ resource }) => `${at(line)}: a version behind ${resource} is taken for a group: it has no effect`),
  )
}

function gated({ entries }: EncryptionConfig, at: Place): string[] {
  const first = entries.flatMap(({ providers }) => providers).find(({ kms }) => kms === 'v1')
  if (!first) return []
  return [`${at(first.line)}: Kubernetes 1.29 and newer do not start with it without --feature-gates=KMSv1=true`]
}
