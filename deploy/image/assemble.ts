// Puts the files of both images together, in DIR/agent and DIR/collector: what a build stage of the Dockerfile runs.
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as buildPage } from 'vite'
import { bundleAgent, bundleCollector } from '../../scripts/bundle.ts'
import { type Architecture, encodeFilter, filterFor } from './filter.ts'
import { type Component, licences, sbom } from './sbom.ts'

const root = resolve(fileURLToPath(import.meta.url), '../../..')

/** The user of each image, who is the group of the same number too. */
export const users = { agent: 61000, collector: 61001 } as const
type Part = keyof typeof users

/** Writes all files; the directory is made anew. */
export async function assemble(out: string, architecture: Architecture): Promise<void> {
  rmSync(out, { recursive: true, force: true })
  const [agent, collector] = (['agent', 'collector'] as const).map((part) => join(out, part)) as [string, string]
  for (const [part, directory] of [['agent', agent] as const, ['collector', collector] as const])
    common(part, directory, architecture)

  await buildPage({ root: join(root, 'collector/web'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  const inCollector = await bundleCollector(join(collector, 'app'), [`linux-${architecture}`])
  rmSync(join(collector, 'app/merlon.js.map'))
  document(collector, 'collector', inCollector, architecture)

  const inAgent = await bundleAgent(join(agent, 'app/agent.js'))
  rmSync(join(agent, 'app/agent.js.map'))
  writeFileSync(join(agent, 'app/package.json'), '{"type":"module"}\n')
  writeFileSync(join(agent, 'app/filter.bpf'), encodeFilter(filterFor(architecture)))
  copyFileSync(join(root, 'deploy/image/start'), join(agent, 'app/start'))
  chmodSync(join(agent, 'app/start'), 0o755)
  document(agent, 'agent', inAgent, architecture)
}

/** Node.js as the lock file pins it, and users that programs find by name. */
function common(part: Part, directory: string, architecture: Architecture): void {
  for (const each of ['app', 'etc', 'usr/bin']) mkdirSync(join(directory, each), { recursive: true })
  copyFileSync(join(root, 'node_modules', nodePackage(architecture), 'bin/node'), join(directory, 'usr/bin/node'))
  chmodSync(join(directory, 'usr/bin/node'), 0o755)
  const [name, id] = [`merlon-${part}`, users[part]]
  writeFileSync(
    join(directory, 'etc/passwd'),
    `root:x:0:0:root:/:/usr/sbin/nologin\n${name}:x:${id}:${id}:Merlon:/:/usr/sbin/nologin\n`,
  )
  writeFileSync(join(directory, 'etc/group'), `root:x:0:\n${name}:x:${id}:\n`)
}

const nodePackage = (architecture: Architecture) => `node-linux-${architecture}`

/** What the image is made of, and under which licences. */
function document(directory: string, part: Part, packages: readonly string[], architecture: Architecture): void {
  const components: Component[] = [...packages, nodePackage(architecture)].map((place) => ({ place }))
  writeFileSync(join(directory, 'app/sbom.cdx.json'), sbom(root, `merlon-${part}`, components))
  writeFileSync(join(directory, 'app/licenses.md'), licences(root, components))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [out] = process.argv.slice(2)
  if (out === undefined) {
    process.stderr.write('Usage: assemble.ts DIR\n')
    process.exitCode = 2
  } else await assemble(resolve(out), process.arch as Architecture)
}
