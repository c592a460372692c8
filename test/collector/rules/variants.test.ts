// Ways in which people really start and configure components, from the node's files to the answers of rules: what each
// comes to was worked out by what the programs themselves do, not by what this code says.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { openHost } from '../../../agent/host/host.ts'
import type { ObservationView } from '../../../proto/view.ts'
import { staticPod } from '../../support/controlplane.ts'
import { kubeletConfig } from '../../support/files.ts'
import { type FileSpec, makeHost, type ProcessSpec } from '../../support/host.ts'
import { answer, look } from '../../support/judged.ts'
import { type TableRow, tcpTable, udpTable } from '../../support/nettable.ts'
import { dsa, ecdsa384, ed25519, privateFile, rsa1024, rsa2048 } from '../../support/sshkeys.ts'

/** A manifest with one container. */
interface PodSpec {
  readonly pod: string
  readonly command: readonly string[]
  readonly version?: string
  readonly env?: readonly unknown[]
}

interface Variant {
  readonly name: string
  /** `HDR` stands for the first lines of a configuration of the kubelet. */
  readonly files?: Readonly<Record<string, string | FileSpec | PodSpec>>
  readonly processes?: readonly (ProcessSpec & { readonly staticPod?: true })[]
  readonly noProc?: true
  /** The version of OpenSSH that is installed. */
  readonly sshd?: string
  /** Tables of the host's network by their name below `net/`. */
  readonly sockets?: Readonly<Record<string, readonly TableRow[]>>
  /** Domain → `status`, part of `reason`, `notRunning`, or path in the fact → value, `items[x]` for the first of the list that has `x`; `rules`: id → outcomes. */
  readonly expect: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

const keys = new Map(Object.entries({ dsa, ecdsa384, ed25519, rsa1024, rsa2048 }))
const directory = new URL('variants', import.meta.url).pathname

describe.each(readdirSync(directory))('%s', (file) => {
  const variants = parse(readFileSync(join(directory, file), 'utf8')) as readonly Variant[]

  test.each(variants)('$name', async ({ expect: wanted, ...variant }) => {
    const host = openHost(write(variant))
    const { rules: outcomes = {}, ...domains } = wanted
    for (const [domain, values] of Object.entries(domains)) {
      const { view } = await look(host, domain)
      expect(Object.fromEntries(Object.keys(values).map((path) => [path, seen(view, path)]))).toEqual(asSeen(values))
    }
    const answers = await Promise.all(Object.keys(outcomes).map(async (id) => [id, await answer(host, id)]))
    expect(Object.fromEntries(answers)).toEqual(outcomes)
  })
})

function write({ files = {}, processes = [], noProc, sshd, sockets }: Omit<Variant, 'expect'>): string {
  const program = sshd === undefined ? {} : { '/usr/sbin/sshd': `x\0OpenSSH_${sshd} Debian\0` }
  const root = makeHost({
    files: Object.fromEntries(Object.entries({ ...program, ...files }).map(([path, each]) => [path, fileOf(each)])),
    processes: [
      ...(sockets ? [initWith(sockets)] : []),
      ...processes.map(({ staticPod: contained, ...each }) =>
        contained ? { ...each, cgroup: staticPod, nspid: [each.pid, 1] } : each,
      ),
    ],
  })
  if (noProc) rmSync(join(root, 'proc'), { recursive: true })
  return root
}

/** Process 1 in the host's network, where these sockets are. */
function initWith(sockets: NonNullable<Variant['sockets']>): ProcessSpec {
  const rows = (name: string) => sockets[name] ?? []
  const net = {
    ...{ tcp: tcpTable(...rows('tcp')), tcp6: tcpTable(...rows('tcp6')) },
    ...{ udp: udpTable(...rows('udp')), udp6: udpTable(...rows('udp6')) },
  }
  const init = { pid: 1, ppid: 0, argv: ['/sbin/init'], exe: '/usr/lib/systemd/systemd', cgroup: '0::/init.scope' }
  return { ...init, network: 1, net, sockets: [1] }
}

function fileOf(file: string | FileSpec | PodSpec): string | FileSpec {
  if (typeof file === 'string') return filled(file)
  if ('pod' in file) return manifestOf(file)
  return file.content === undefined ? file : { ...file, content: filled(file.content) }
}

/** `HDR` and the names of keys in `test/support/sshkeys.ts` give way to what they stand for. */
function filled(text: string): string {
  return text
    .replaceAll('HDR', kubeletConfig)
    .replaceAll(/\bKEY\((\w+)\)/g, (_, name: string) => keys.get(name)?.text ?? '')
    .replaceAll(/\bPRIVATE\((\w+)\)/g, (_, name: string) => privateFile(keys.get(name) ?? ed25519))
}

function manifestOf({ pod, command, version = 'v1.36.3', env }: PodSpec): string {
  const container = { name: 'main', image: `registry.k8s.io/some/program:${version}`, command, ...(env && { env }) }
  const metadata = { name: pod, namespace: 'kube-system' }
  return JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [container] } })
}

/** The value at a path of the fact: settings and conclusions by their whole name. */
function seen(view: ObservationView, path: string): unknown {
  if (path === 'status') return view.status
  if (path === 'reason') return view.reason
  if (path === 'notRunning') return view.notRunning !== undefined
  if (view.status !== 'observed') return `${view.status}: ${view.reason}`
  const [, list, one, rest] = /^(\w+)\[(.*)\](?:\.(.+))?$/.exec(path) ?? []
  if (list && one) return within(among(view.fact, list, one), rest?.split('.') ?? [])
  const [, group, name] = /^(settings|conclusions)\.(.*)$/.exec(path) ?? []
  return within(view.fact, group && name ? [group, name] : path.split('.'))
}

function among(fact: unknown, list: string, one: string): unknown {
  const items = (fact as Record<string, readonly object[]>)[list] ?? []
  return items.find((each) => Object.values(each).includes(one))
}

function within(fact: unknown, keys: readonly string[]): unknown {
  const found = keys.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], fact)
  return (found as { value?: unknown } | undefined)?.value ?? found
}

function asSeen(values: Variant['expect'][string]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([path, value]) => [
      path,
      path === 'reason' ? expect.stringContaining(String(value)) : value,
    ]),
  )
}
