// How container runtimes are told to ask registries. Pure. Credentials beside it are left where they are.
import type { Plain } from '../../proto/value.ts'
import { isTable, type Table, valueAt } from './toml.ts'

/** How one registry, or a mirror of it, is asked. */
export interface RegistryAccess {
  readonly registry: string
  /** Without path and credentials. */
  readonly endpoint: string
  readonly plainHttp: boolean
  readonly skipVerify: boolean
  /** True when the engine tries without TLS, or without looking at the certificate, where the safe way fails. */
  readonly insecure: boolean
}

const longest = 300

/** Scheme, host and port alone. */
export function endpointOf(text: string): string {
  const [, scheme = '', rest = ''] = /^([a-z]+:\/\/)?([^/?#]*)/i.exec(text) ?? []
  return `${scheme}${rest.slice(rest.lastIndexOf('@') + 1)}`.slice(0, longest)
}

/** A `hosts.toml` of containerd: each `[host.…]`, then `server`, which has the settings at the top. */
export function hostsFile(registry: string, table: Table): RegistryAccess[] {
  const hosts = isTable(table['host']) ? Object.entries(table['host']) : []
  const server = table['server']
  const mirrors = hosts.map(([url, each]) => access(registry, url, isTable(each) ? each['skip_verify'] : undefined))
  const own = typeof server === 'string' ? server : registry
  return [...mirrors, access(registry, own, table['skip_verify'])]
}

/** The older tables `registry.mirrors` and `registry.configs` of containerd's plugin. */
export function inlineRegistries(registry: Table): RegistryAccess[] {
  const mirrors = isTable(registry['mirrors']) ? Object.entries(registry['mirrors']) : []
  const configs = isTable(registry['configs']) ? Object.entries(registry['configs']) : []
  return [
    ...mirrors.flatMap(([name, each]) =>
      (isTable(each) ? strings(each['endpoint']) : []).map((url) => access(name, url, undefined)),
    ),
    ...configs.flatMap(([name, each]) =>
      isTable(each) && isTable(each['tls']) ? [access(name, name, valueAt(each, ['tls', 'insecure_skip_verify']))] : [],
    ),
  ]
}

/** registries.conf of containers-image, version 2, and the tables of version 1. */
export function registriesConf(table: Table): RegistryAccess[] {
  const entries = Array.isArray(table['registry']) ? table['registry'].filter(isTable) : []
  return [
    ...entries.flatMap((each) => {
      const name = textOf(each['prefix']) ?? textOf(each['location']) ?? ''
      const mirrors = Array.isArray(each['mirror']) ? each['mirror'].filter(isTable) : []
      return [each, ...mirrors].map((one) => either(name, textOf(one['location']) ?? name, one['insecure'] === true))
    }),
    ...strings(valueAt(table, ['registries', 'insecure', 'registries'])).map((name) => either(name, name, true)),
  ]
}

/** A registry that may be asked in unsafe ways too: without TLS where it has none. */
export function either(registry: string, endpoint: string, insecure: boolean): RegistryAccess {
  return { ...access(registry, endpoint, undefined), insecure }
}

function access(registry: string, url: string, skipVerify: Plain | undefined): RegistryAccess {
  return {
    registry: endpointOf(registry),
    endpoint: endpointOf(url),
    plainHttp: /^http:\/\//i.test(url),
    skipVerify: skipVerify === true,
    insecure: false,
  }
}

function strings(value: Plain | undefined): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

function textOf(value: Plain | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
