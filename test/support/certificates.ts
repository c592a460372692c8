import { readFileSync } from 'node:fs'
import { openHost } from '../../agent/host/host.ts'
import { certificates } from '../../agent/inspect/certificates.ts'
import { type PemBlock, parsePem } from '../../agent/parse/pem.ts'
import { type Certificate, parseCertificate } from '../../agent/parse/x509.ts'
import { type HostSpec, makeHost, type ProcessSpec } from './host.ts'

const text = readFileSync(new URL('../agent/parse/data/x509.pem', import.meta.url), 'utf8')
const sections = new Map(
  text
    .split(/^name: /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section.slice(section.indexOf('\n') + 1).trimEnd()]),
)

/** A certificate or key that OpenSSL made, by its name in `test/agent/parse/data/x509.pem`. */
export function sample(name: string): string {
  const found = sections.get(name)
  if (found === undefined) throw new Error(`no sample ${name}`)
  return `${found}\n`
}

/** The only block of a sample. */
export function block(name: string): PemBlock {
  const [found] = parsePem(Buffer.from(sample(name)), 1).blocks
  if (!found) throw new Error(`no block in ${name}`)
  return found
}

/** A sample as it is read. */
export function certificate(name: string): Certificate {
  const read = parseCertificate(block(name).der)
  if (!read.ok) throw new Error(`${name}: ${read.reason}`)
  return read.certificate
}

/** What the inspector sees on a node. */
export async function observeNode(spec: HostSpec, change: (root: string) => void = () => undefined) {
  const root = makeHost(spec)
  change(root)
  const seen = await certificates.inspect(openHost(root))
  if (seen.status !== 'observed') throw new Error(JSON.stringify(seen))
  return { items: seen.fact.items ?? [], files: seen.fact.files ?? [], gaps: seen.gaps ?? [] }
}

const pod = '0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod5c2a1d5e8b7f4a0c9d3e6f1a2b4c6d8e.slice'

/** A process in the container of a static pod. */
export function inStaticPod(pid: number, ...argv: string[]): ProcessSpec {
  return { pid, argv, cgroup: `${pod}/cri-containerd-${'ab'.repeat(32)}.scope`, nspid: [pid, 1] }
}

/** A process of the node itself. */
export function onNode(pid: number, ...argv: string[]): ProcessSpec {
  return { pid, argv: [`/usr/bin/${argv[0]}`, ...argv.slice(1)] }
}
