import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { builtInRules, loadPack } from '../collector/rulebook/load.ts'
import { type HostSpec, loadSpec, withMore, writeHost } from '../test/support/fixture.ts'
import { issue } from '../test/support/pki.ts'
import { type Bench, measure } from './measure.ts'
import { passOver } from './pass.ts'

const sizes = [10, 100, 1000] as const
const most = Math.max(...sizes)
const dropIns = '/etc/kubernetes/kubelet.conf.d'

type Files = NonNullable<HostSpec['files']>

/** What grows, and the files of so many of it. */
const growing: Readonly<Record<string, (count: number) => Files | Promise<Files>>> = {
  'kubelet drop-ins': (count) =>
    numbered(count, (at) => [
      `${dropIns}/${at}.conf`,
      `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxPods: ${at}\nevictionHard: {memory.available: ${at}Mi}\n`,
    ]),
  'static pods': (count) =>
    numbered(count, (at) => [
      `/etc/kubernetes/manifests/pod-${at}.yaml`,
      { mode: '0600', content: podText(`pod-${at}`) },
    ]),
  'PKI files': async (count) => {
    const certs = await certificates()
    return numbered(count, (at) => [`/etc/kubernetes/pki/more-${at}.crt`, certs[Number(at)] as string])
  },
}

/** How a full pass grows with what a node has many of: against the smallest in the same run. */
export async function benchGrowth({ directory, print }: Bench): Promise<void> {
  const { rules } = loadPack([builtInRules], {}, 'bench')
  for (const [name, filesOf] of Object.entries(growing)) {
    const passes: { count: number; cpu: number }[] = []
    for (const count of sizes) {
      const root = join(directory, `${name.replace(' ', '-')}-${count}`)
      mkdirSync(root)
      writeHost(root, withMore(nodeWithDropIns(), { files: await filesOf(count) }))
      passes.push({ count, cpu: (await measure(3, () => passOver(root, rules))).cpu })
    }
    const least = passes[0]?.cpu ?? 0
    print(`full pass by the number of ${name} beside a control plane's own files:`)
    for (const { count, cpu } of passes)
      print(
        `  ${String(count).padStart(5)}: ${(cpu / least).toFixed(2)} times the CPU of ${sizes[0]} (${cpu.toFixed(0)} ms)`,
      )
  }
}

/** The fixture control plane, its kubelet with a directory of drop-ins. */
function nodeWithDropIns(): HostSpec {
  const spec = loadSpec('kubeadm-control-plane')
  const processes = (spec.processes ?? []).map((each) =>
    each.argv[0]?.endsWith('/kubelet') ? { ...each, argv: [...each.argv, `--config-dir=${dropIns}`] } : each,
  )
  return withMore({ ...spec, processes }, { files: { [dropIns]: { directory: true } } })
}

function numbered(count: number, file: (at: string) => [string, Files[string]]): Files {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => file(String(at).padStart(4, '0'))))
}

function podText(name: string): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: default}
spec:
  containers:
    - name: main
      image: registry.example/${name}:1
      command: [/bin/${name}, --listen=127.0.0.1:8080]
      volumeMounts: [{name: data, mountPath: /data}]
  volumes: [{name: data, hostPath: {path: /srv/${name}}}]
`
}

let issued: readonly string[] | undefined

/** Of one authority, each with its own key. */
async function certificates(): Promise<readonly string[]> {
  if (issued) return issued
  const by = await issue({ name: 'CN=growth-ca', ca: true })
  const made: string[] = []
  for (let at = 0; at < most; at += 1)
    made.push((await issue({ name: `CN=growth-${at}`, by, hosts: [`host-${at}`] })).cert)
  issued = made
  return made
}
