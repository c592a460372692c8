import type { Gap, RuntimeFact, SourcedString } from '../../proto/index.ts'
import { compare } from '../../proto/value.ts'
import type { Host } from '../host/host.ts'
import type { Process } from '../host/proc.ts'
import { dpkgDatabase } from '../parse/dpkg.ts'
import type { Inspector, Observation } from './inspector.ts'
import { findRuntimes } from './node/runtimes.ts'
import { containerdFile, inspectContainerd } from './runtime/containerd.ts'
import { crioDirectory, crioFile, inspectCrio, registriesDirectory, registriesFile } from './runtime/crio.ts'
import { dockerFile, inspectCriDockerd, inspectDocker } from './runtime/docker.ts'
import type { FoundEngine } from './runtime/load.ts'

const programs = ['containerd', 'crio', 'dockerd', 'cri-dockerd'] as const
/** Most processes of one program: Docker starts a containerd of its own. */
const maxEngines = 10

/** The programs that run containers: their configuration, where they take commands, how they ask registries. */
export const runtime: Inspector<'runtime'> = {
  domain: 'runtime',
  schema: 1,
  processes: programs,
  reads: [
    { glob: containerdFile, why: 'the configuration of containerd' },
    { origin: 'named by --config of containerd, or by imports', why: 'the same' },
    { origin: 'named by registry.config_path of containerd', why: 'how registries are asked' },
    { glob: crioFile, why: 'the configuration of CRI-O' },
    { glob: `${crioDirectory}/*`, why: 'the same' },
    { origin: 'named by --config and --config-dir of CRI-O', why: 'the same' },
    { glob: registriesFile, why: 'how registries are asked by CRI-O' },
    { glob: `${registriesDirectory}/*`, why: 'the same' },
    { glob: dockerFile, why: 'the configuration of Docker' },
    { origin: 'named by --config-file of Docker', why: 'the same' },
    { origin: 'sockets that they are told to serve', why: 'mode and owner (state only)' },
    { glob: dpkgDatabase, why: 'versions' },
    { origin: 'the executable of the container runtime', why: 'its version, where no package tells it' },
    { glob: '/proc/*/mountinfo', why: 'where the files are of one that runs in a container' },
  ],
  inspect,
}

type Look = (gaps: Gap[]) => Promise<FoundEngine>

async function inspect(host: Host): Promise<Observation<RuntimeFact>> {
  const all = host.proc.processes()
  if (all.status === 'denied' || all.status === 'failed') return { status: all.status, reason: `/proc: ${all.reason}` }
  const gaps: Gap[] = []
  const running = await runningEngines(host)
  const looks = running.length > 0 ? running : await writtenEngines(host, gaps)
  if (looks.length === 0)
    return gaps[0] ? { status: 'denied', reason: `${gaps[0].path}: ${gaps[0].reason}` } : { status: 'absent' }
  const found: FoundEngine[] = []
  for (const look of looks) found.push(await look(gaps))
  const fact = {
    engines: byName(found.map((each) => each.engine)),
    registries: byName(found.flatMap((each) => each.registries)),
    endpoints: byName(found.flatMap((each) => each.endpoints)),
    handlers: byName(found.flatMap((each) => each.handlers)),
  }
  if (running.length > 0) return { status: 'observed', fact, gaps }
  return { status: 'observed', fact, gaps, notRunning: 'no container runtime is seen to run' }
}

function byName<T extends { readonly name?: string | null }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => compare(a.name ?? '', b.name ?? ''))
}

async function runningEngines(host: Host): Promise<Look[]> {
  const versions = new Map((await findRuntimes(host)).map((each) => [each.name, each.version]))
  const version = (name: string): SourcedString => versions.get(name) ?? { source: '/proc', unknown: 'not found' }
  const of = (name: string): Process[] => host.proc.named(name).slice(0, maxEngines)
  return [
    ...of('containerd').map(
      (each): Look =>
        (gaps) =>
          inspectContainerd(host, each, version('containerd'), gaps),
    ),
    ...of('crio').map(
      (each): Look =>
        (gaps) =>
          inspectCrio(host, each, version('cri-o'), gaps),
    ),
    ...of('dockerd').map(
      (each): Look =>
        (gaps) =>
          inspectDocker(host, each, version('docker'), gaps),
    ),
    ...of('cri-dockerd').map(
      (each): Look =>
        () =>
          inspectCriDockerd(host, each),
    ),
  ]
}

/** Where none runs: those whose usual file is there. */
async function writtenEngines(host: Host, gaps: Gap[]): Promise<Look[]> {
  const version: SourcedString = { source: '/proc', unknown: 'it does not run' }
  const usual: readonly (readonly [path: string, look: Look])[] = [
    [containerdFile, (more) => inspectContainerd(host, undefined, version, more)],
    [crioFile, (more) => inspectCrio(host, undefined, version, more)],
    [dockerFile, (more) => inspectDocker(host, undefined, version, more)],
  ]
  const looks: Look[] = []
  for (const [path, look] of usual) {
    const state = await host.root.stat(path)
    if (state.status === 'observed') looks.push(look)
    else if (state.status !== 'absent') gaps.push({ path, reason: state.reason })
  }
  return looks
}
