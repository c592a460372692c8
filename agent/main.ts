import type { Log } from '../lib/log.ts'
import { version } from '../lib/version.ts'
import type { Domain } from '../proto/index.ts'
import { decodeObservation, viewOf } from '../proto/view.ts'
import type { AgentConfig } from './config.ts'
import { prepareFile } from './host/preparefile.ts'
import { openWanted } from './host/wanted.ts'
import type { Look } from './inspect/observe.ts'
import { inspectors } from './inspect/registry.ts'
import { type Identity, openIdentity } from './link/identity.ts'
import { type Link, openLink } from './link/link.ts'
import { stateBytes } from './link/spool/state.ts'
import { openSpool, type Spool } from './link/spool.ts'
import { type Live, type LiveOptions, startLive } from './live.ts'
import { openMetrics, serveMetrics } from './metrics.ts'
import { defaultTiming, startObserver } from './observer.ts'
import { readVitals } from './vitals.ts'

/** Thrown where the agent cannot run at all. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError'
}

/** Runs the agent until it is stopped: config → host → inspectors → link. Throws a PlatformError where there is no Linux. */
export async function runAgent(
  config: AgentConfig,
  log: Log,
  more: Pick<LiveOptions, 'traced' | 'place' | 'timing'> = {},
): Promise<{ stop(): Promise<void> }> {
  if (process.platform !== 'linux')
    throw new PlatformError(
      `the agent reads /proc and so needs Linux; this is ${process.platform}. The collector and \`merlon scan --root DIR\` run here.`,
    )
  let link: Link | undefined
  let identity: Identity | undefined
  let live: Live | undefined
  let spool: Spool | undefined
  const degraded = () => [...observer.degraded(), ...(spool?.degraded() ?? []), ...(live?.degraded() ?? [])]
  const metrics = openMetrics({
    connection: () => link?.state() ?? 'starting',
    certificateEnds: () => identity?.ends(),
    degraded,
    tracing: () => live?.tracing,
  })
  const observer = startObserver({
    prefix: config.root,
    inspectors,
    wanted: openWanted(
      config.certificateGlobs,
      config.pkcs12PasswordFile,
      { enabled: config.liveTls, ports: config.liveTlsPorts },
      config.credentialPaths,
    ),
    timing: { ...defaultTiming, passInterval: config.passSeconds * 1000 },
    changed: (look) => {
      log.debug({ domain: look.domain, hash: look.hash }, 'a domain changed')
      link?.changed(look)
    },
    looked: (look, seconds) => {
      metrics.lookSeconds.observe({ domain: look.domain }, seconds)
      metrics.looks.inc({ domain: look.domain, status: look.status })
      live?.looked(look.domain)
    },
  })
  const server =
    config.metrics === '' ? undefined : await serveMetrics(config.metrics, metrics, () => link !== undefined)
  await observer.ready
  const about = { ...nodeAbout(observer.looks(), config.nodeName), agentVersion: version }
  spool = openSpool(prepareSpool(config))
  const started = startLive({ config, observer, spool, ...more })
  live = started
  identity = openIdentity(config, { nodeName: about.nodeName, agentVersion: version }, log)
  link = openLink({
    collector: config.collector,
    identity,
    spread: config.spreadSeconds * 1000,
    log,
    node: {
      looks: observer.looks,
      degraded,
      spool,
      guard: started.guard,
      guardHash: started.guardHash,
      rescan: observer.rescan,
      ...about,
      vitals: readVitals,
    },
  })
  log.info({ root: config.root, node: about.nodeName, version }, 'the agent runs')
  return {
    stop: async () => {
      await started.stop()
      await link?.stop()
      identity?.stop()
      await observer.stop()
      await spool?.close()
      server?.close()
    },
  }
}

/** Makes the files of the spool where they do not exist. What fails, or has another size, shows when they are opened. */
function prepareSpool({ spoolFile, stateFile, spoolMebibytes }: AgentConfig): { ring: string; state: string } {
  const files = { ring: spoolFile, state: stateFile || (spoolFile && `${spoolFile}.state`) }
  const isOwn = (path: string) => path !== '' && !path.startsWith('fd:')
  if (isOwn(files.ring)) prepareFile(files.ring, spoolMebibytes * 1024 * 1024)
  if (isOwn(files.state)) prepareFile(files.state, stateBytes)
  return files
}

/** The node's name for people, where nobody says it, and its boot, from the first look at it. */
function nodeAbout(looks: ReadonlyMap<Domain, Look>, nodeName: string): { nodeName: string; bootId: string } {
  const look = looks.get('node')
  const fact = look ? viewOf(decodeObservation(look.bytes)).fact : undefined
  const value = (name: string) => (fact?.[name] as { value?: string } | undefined)?.value ?? ''
  return { nodeName: nodeName || value('name'), bootId: value('bootId') }
}
