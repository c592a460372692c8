import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { builtInRules, loadPack } from '../collector/rulebook/load.ts'
import { type RightsSpec, withRights } from '../test/support/container.ts'
import { type HostSpec, loadSpec, writeHost } from '../test/support/fixture.ts'
import { issue } from '../test/support/pki.ts'
import { certificateNode } from './certificates.ts'
import { containerProcesses } from './containers.ts'
import { type Bench, measure } from './measure.ts'
import { passOver } from './pass.ts'

/** Of them, in containers of their own. */
const [processCount, containerCount] = [3000, 300]
const runs = 3

/** A full pass over a control plane with 2,000 certificates and 3,000 processes, against the control plane alone. */
export async function benchFull({ directory, print }: Bench): Promise<void> {
  const { rules } = loadPack([builtInRules], {}, 'bench')
  const certificates = await certificateNode(await issue({ name: 'CN=bench-ca', ca: true }))
  const many = { processes: manyProcesses() }
  const nodes: Readonly<Record<string, HostSpec>> = {
    'a control plane': controlPlane({}),
    'with 2,000 certificates': controlPlane(certificates),
    [`with ${processCount} processes`]: controlPlane(many),
    'with both': controlPlane({ ...certificates, processes: [...(certificates.processes ?? []), ...many.processes] }),
  }
  let least: number | undefined
  for (const [at, [name, spec]] of Object.entries(nodes).entries()) {
    const root = join(directory, `full-${at}`)
    mkdirSync(root)
    writeHost(root, spec)
    const { verdicts } = await passOver(root, rules)
    const { cpu, wall } = await measure(runs, () => passOver(root, rules))
    least ??= cpu
    print(
      `${at === 0 ? 'full pass over ' : '  '}${name}: ${(cpu / least).toFixed(1)} times the CPU (${cpu.toFixed(0)} ms), wall ${wall.toFixed(0)} ms, ${verdicts.length} findings`,
    )
  }
}

/** The fixture control plane with more files and processes, all with what the kernel tells of their rights. */
function controlPlane({ files, processes = [] }: HostSpec): HostSpec {
  const own = loadSpec('kubeadm-control-plane')
  const others = (own.processes ?? []).filter(({ pid }) => pid !== 1)
  return withRights({ files: { ...own.files, ...files } }, [...others, ...processes])
}

function manyProcesses(): RightsSpec[] {
  const plain = Array.from({ length: processCount - containerCount }, (_, at): RightsSpec => {
    const service = `0::/system.slice/unit-${at}.service`
    return { pid: 20_000 + at, argv: ['/usr/bin/server', `--number=${at}`], cgroup: service }
  })
  return [...plain, ...containerProcesses(containerCount, 10_000)]
}
