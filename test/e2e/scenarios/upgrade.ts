import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { version } from '../../../lib/version.ts'
import { protocolMax } from '../../../proto/protocol.ts'
import { apart, common, keepPlaces } from '../../../scripts/bundle.ts'
import { deriveImage } from '../ociimage.ts'
import { namespace } from '../product.ts'
import { check, eventually, type Scenario, type Stage } from '../scenario.ts'
import { fullReport } from './install.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const next = version.replace(/^(\d+)\.(\d+)\..*/, (_, major, minor) => `${major}.${Number(minor) + 1}.0`)

export const upgrade: Scenario = {
  name: 'upgrade',
  shows: 'a chart whose agents and collector speak a newer protocol: both sides mixed, both ways, and nothing is lost',
  run: async (stage) => {
    const { cluster, product, say } = stage
    const chart = await makeNext(stage)
    const names = (await product.report()).nodes.map(({ name }) => name)
    // Agents first, which is the wrong way round: the newer ones speak as the collector does.
    await product.helm('upgrade', [`agent.image.tag=${next}`])
    await allReport(stage, next)
    say(`agents ${next} with a collector ${version}: ${names.length} nodes report`)
    await product.helm('upgrade', [`collector.image.tag=${next}`])
    await allReport(stage, version)
    say(`agents ${version} with a collector ${next}: ${names.length} nodes report`)
    await product.helm('upgrade', [], chart)
    await allReport(stage, next)
    const log = await product.logs(product.collector())
    check(log.includes(`"version":"${next}"`), 'the collector is of the new release', log.slice(0, 2000))
    say(`chart ${next}: agents and collector ${next}`)
    const gaps = await product.events('kind=gap')
    check(gaps.length === 0, 'no event was lost on the way', gaps)
    await product.helm('upgrade')
    await allReport(stage, version)
    await cluster.kubectl(['-n', namespace, 'rollout', 'status', product.collector(), '--timeout=110s'])
    say(`back to ${version}`)
  },
}

async function allReport({ cluster, product }: Stage, agentVersion: string): Promise<void> {
  await cluster.kubectl(['-n', namespace, 'rollout', 'status', 'daemonset/merlon-agent', '--timeout=110s'])
  await eventually(
    `all agents of ${agentVersion} report`,
    async () => {
      const report = await fullReport(product, cluster.nodes.length)
      return report?.nodes.every((each) => each.agentVersion === agentVersion)
    },
    200,
  )
}

/** Images of the next release, imported on all nodes, and its chart. */
async function makeNext({ product, directory }: Stage): Promise<string> {
  const bundles = {
    agent: { path: '/app/agent.js', entry: 'agent/cli/main.ts', external: [] },
    collector: { path: '/app/merlon.js', entry: 'collector/cli/main.ts', external: [...apart, 'pg-native'] },
  }
  for (const [part, { path, entry, external }] of Object.entries(bundles)) {
    const from = join(root, `dist/images/merlon-${part}.tar`)
    const to = join(directory, `merlon-${part}-${next}.tar`)
    const code = await bundleNext(entry, external)
    deriveImage(from, to, `localhost/merlon-${part}:${next}`, { [path]: code })
    await product.importImage(to)
    rmSync(to)
  }
  const chart = join(directory, `chart-${next}`)
  rmSync(chart, { recursive: true, force: true })
  cpSync(join(root, 'deploy/chart'), chart, { recursive: true })
  const about = join(chart, 'Chart.yaml')
  writeFileSync(about, readFileSync(about, 'utf8').replaceAll(version, next))
  return chart
}

/** Another version, and a protocol newer by one that it speaks beside the present one. */
const nextRelease: Plugin = {
  name: 'next-release',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/lib\/version\.ts$/ }, () => ({
      ...{ contents: `export const version = ${JSON.stringify(next)}`, loader: 'ts' },
    }))
    onLoad({ filter: /\/proto\/protocol\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      const newer = text.replace(`protocolMax = ${protocolMax}`, `protocolMax = ${protocolMax + 1}`)
      if (newer === text) throw new Error(`${path}: protocolMax is not where it is looked for`)
      return { contents: newer, loader: 'ts' }
    })
  },
}

async function bundleNext(entry: string, external: readonly string[]): Promise<Buffer> {
  const plugins = [nextRelease, keepPlaces]
  const { outputFiles } = await build({
    ...{ ...common, entryPoints: [entry], external: [...external], plugins, write: false },
  })
  return Buffer.from(outputFiles[0]?.contents ?? new Uint8Array())
}
