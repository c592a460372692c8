// Makes dist/agent and dist/collector: both as files that need no packages beside them but one native addon, as they ship.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'

const root = resolve(fileURLToPath(import.meta.url), '../..')

/** How both are bundled. */
export const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node26',
  format: 'esm',
  minify: true,
  // Names of classes are read: errors are told apart by them.
  keepNames: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  // Packages in CommonJS ask for Node.js's own modules by `require`.
  banner: {
    js: "import { createRequire as merlonRequire } from 'node:module'; const require = merlonRequire(import.meta.url);",
  },
} satisfies BuildOptions

/** Bundles the agent into `out`; its source map beside it, for whoever debugs: nothing refers to it. Returns the packages in it. */
export async function bundleAgent(out: string): Promise<string[]> {
  const { metafile } = await build({
    ...common,
    ...{ entryPoints: ['agent/cli/main.ts'], outfile: out, sourcemap: 'external' as const },
  })
  return packagesOf(metafile)
}

/** The packages that a bundle is made of, by their places below `node_modules`. */
function packagesOf({ inputs }: Metafile): string[] {
  const place = /^node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/
  return [
    ...new Set(Object.keys(inputs).flatMap((path) => place.exec(path)?.[0].slice('node_modules/'.length) ?? [])),
  ].sort()
}

/** Packages that find files of their own beside their code. They are copied as they are, with what they need. */
export const apart = ['better-sqlite3', '@grpc/grpc-js', '@grpc/reflection', '@grpc/proto-loader', 'grpc-health-check']

/** What runs in threads of its own, as files of their own where their sources are. */
const threads = ['collector/store/sqlite-worker.ts']

/** What the collector reads at run time, where its sources have it. */
const beside = ['collector/rules', 'collector/benchmarks', 'proto/merlon']

/**
 * Bundles the whole command into `directory/merlon.js`, with what it reads beside it. `addons` names the platforms whose native
 * addon is copied, as `linux-x64`; `page` is where `npm run build:web` wrote. Returns the packages in it.
 */
export async function bundleCollector(
  directory: string,
  addons: readonly string[],
  page = join(root, 'dist/web'),
): Promise<string[]> {
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  const { metafile } = await build({
    ...common,
    entryPoints: ['collector/cli/main.ts'],
    outfile: join(directory, 'merlon.js'),
    sourcemap: 'external',
    external: [...apart, 'pg-native'],
    plugins: [keepPlaces],
  })
  const inThreads = threads.map((entry) => ({
    ...common,
    entryPoints: [entry],
    outfile: join(directory, entry.replace(/ts$/, 'js')),
  }))
  for (const options of inThreads) await build({ ...options, external: [...apart, 'pg-native'], plugins: [keepPlaces] })
  const isShipped = (path: string) => !/(\.tests\.yaml|\/\.sources)$/.test(path)
  for (const path of beside) cpSync(join(root, path), join(directory, path), { recursive: true, filter: isShipped })
  cpSync(page, join(directory, 'dist/web'), { recursive: true, filter: isShipped })
  const copied = closure(apart)
  const isInner = (place: string) => place.includes('/node_modules/')
  for (const name of copied.filter((place) => !isInner(place)))
    copyPackage(name, join(directory, 'node_modules', name), addons)
  // The bundle is a module; `merlon.js` alone does not say so.
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}\n')
  return [...new Set([...packagesOf(metafile), ...copied])].sort()
}

/** `import.meta.url` stays the place of each source below the bundle's directory, so that what is beside it is found. */
export const keepPlaces: Plugin = {
  name: 'keep-places',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/(agent|collector|lib|proto)\/.*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      if (path.includes('/node_modules/') || !text.includes('import.meta.url')) return undefined
      const place = JSON.stringify(`./${relative(root, path).replace(/\.ts$/, '.js')}`)
      return { contents: text.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`), loader: 'ts' }
    })
  },
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** Places of packages with those of all that they need, as Node.js finds them. */
function closure(names: readonly string[]): string[] {
  const all = new Set(names)
  // A set that grows while it is walked is walked to its end.
  for (const place of all) {
    const manifest = readFileSync(join(root, 'node_modules', place, 'package.json'), 'utf8')
    const { dependencies, peerDependencies } = JSON.parse(manifest) as Manifest
    for (const each of Object.keys({ ...dependencies, ...peerDependencies }))
      if (!buildOnly.has(each)) all.add(found(place, each))
  }
  return [...all].sort()
}

/** Where a package finds another: in its own `node_modules`, or in those above it. */
function found(place: string, name: string): string {
  const own = `${place}/node_modules/${name}`
  if (existsSync(join(root, 'node_modules', own))) return own
  const above = place.lastIndexOf('/node_modules/')
  return above < 0 ? name : found(place.slice(0, above), name)
}

/** Named as dependencies, and needed where an addon is compiled alone. */
const buildOnly = new Set(['node-addon-api'])

function copyPackage(name: string, to: string, addons: readonly string[]): void {
  const from = join(root, 'node_modules', name)
  const isForeign = (path: string) => /\/prebuilds\/[^/]+\.node$/.test(path) && !addons.includes(addonOf(path))
  const isSource = (path: string) => /\/better-sqlite3\/(deps|src|binding\.gyp)$/.test(path)
  const isNeeded = (path: string) =>
    !isForeign(path) && !isSource(path) && !/\.(d\.[cm]?ts|map|md|markdown|ts)$/i.test(path)
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to, { recursive: true, filter: isNeeded })
}

const addonOf = (path: string) => path.slice(path.lastIndexOf('/') + 1, -'.node'.length)

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await bundleAgent(resolve(root, 'dist/agent/agent.js'))
  await bundleCollector(resolve(root, 'dist/collector'), [`linux-${process.arch}`])
}
