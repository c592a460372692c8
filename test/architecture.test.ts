import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { inspectors } from '../agent/inspect/registry.ts'
import { buildProgram } from '../collector/cli/main.ts'
import { builtInRules, loadRules } from '../collector/rulebook/load.ts'
import { collectorDomains, domains } from '../proto/index.ts'
import { pages } from '../scripts/reference.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

function files(directory: string, ending: RegExp): string[] {
  return readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !name.includes('node_modules'))
    .map((name) => posix.join(directory, name))
    .sort()
}

const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** What a file imports: modules by their names, files by their paths from the root. */
function importsOf(file: string): string[] {
  const found = read(file).matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*|\brequire\s*\(\s*)['"]([^'"]+)['"]/g)
  return [...found].map(([, name = '']) => (name.startsWith('.') ? posix.join(dirname(file), name) : name))
}

const [agent, collector, shared] = [
  files('agent', /\.ts$/),
  files('collector', /\.tsx?$/),
  [...files('proto', /(?<!\.d)\.ts$/), ...files('lib', /\.ts$/)],
]

/** `file → import` for each that is forbidden. */
function forbidden(from: readonly string[], isForbidden: (name: string) => boolean): string[] {
  return from.flatMap((file) =>
    importsOf(file)
      .filter(isForbidden)
      .map((name) => `${file} → ${name}`),
  )
}

// ——— who may import what ———

test('imports are found at all', () => {
  expect(importsOf('agent/main.ts')).toContain('agent/link/link.ts')
  expect(importsOf('collector/cli/main.ts')).toContain('collector/cli/start.ts')
  expect(agent.length + collector.length + shared.length).toBeGreaterThan(100)
})

test('agent and collector share proto and lib alone; two commands join both', () => {
  const joining = ['collector/cli/main.ts', 'collector/cli/scan.ts']
  expect(forbidden(agent, (name) => name.startsWith('collector/'))).toEqual([])
  const others = collector.filter((file) => !joining.includes(file))
  expect(forbidden(others, (name) => name.startsWith('agent/'))).toEqual([])
  expect(forbidden(shared, (name) => /^(agent|collector)\//.test(name))).toEqual([])
  const own = [...agent, ...collector, ...shared]
  expect(forbidden(own, (name) => /^(test|scripts|bench|bin)\//.test(name))).toEqual([])
})

test('nothing but `start` starts a process, and nothing evaluates text', () => {
  const own = [...agent, ...collector, ...shared]
  const starting = own.filter((file) => importsOf(file).some((name) => /^(node:)?child_process$/.test(name)))
  expect(starting).toEqual(['collector/cli/start.ts'])
  expect(forbidden(own, (name) => /^(node:)?(vm|cluster|inspector|repl)$/.test(name))).toEqual([])
  // The thread that writes to a SQLite file, and nothing else.
  const threads = own.filter((file) => importsOf(file).includes('node:worker_threads'))
  expect(threads).toEqual(['collector/store/sqlite-worker.ts', 'collector/store/sqlite-writer.ts'])
  const text = /\beval\s*\(|new Function\s*\(|getBuiltinModule/
  expect(own.filter((file) => text.test(read(file)))).toEqual([])
})

test('inspectors and parsers reach the node through the host alone', () => {
  const pure = [...files('agent/inspect', /\.ts$/), ...files('agent/parse', /\.ts$/)]
  const allowed = /^(node:(crypto|path|buffer|util)|agent\/|proto\/|lib\/|yaml$|smol-toml$|node-forge$|zod$)/
  expect(forbidden(pure, (name) => !allowed.test(name))).toEqual([])
  expect(forbidden(pure, (name) => /^agent\/(link|cli|main)/.test(name))).toEqual([])
})

test('judging, reporting and the allowlist are pure', () => {
  const pure = ['judge', 'report', 'allowlist'].flatMap((name) => files(`collector/${name}`, /\.ts$/))
  const impure = /^(node:(?!crypto$|path$)|better-sqlite3|kysely|fastify|@grpc\/|chokidar)/
  expect(forbidden(pure, (name) => impure.test(name))).toEqual([])
  expect(forbidden(pure, (name) => /^collector\/(api|cli|ingest|identity)\//.test(name))).toEqual([])
  expect(forbidden(pure, (name) => name.startsWith('collector/store/') && name !== 'collector/store/store.ts')).toEqual(
    [],
  )
})

test('one file knows the CEL library, one the file events, a few the host’s files', () => {
  const importing = (name: string) =>
    [...agent, ...collector, ...shared].filter((file) => importsOf(file).includes(name))
  for (const file of importing('@marcbachmann/cel-js')) expect(file).toMatch(/^collector\/judge\//)
  for (const name of ['node:net', 'node:tls'])
    expect(importing(name).filter((file) => file.startsWith('agent/'))).toEqual(['agent/host/tls.ts'])
  expect(importing('chokidar')).toEqual(['agent/host/events.ts', 'agent/host/watch.ts'])
  for (const file of agent.filter((each) => importsOf(each).some((name) => /^node:fs/.test(name))))
    expect(file).toMatch(/^agent\/(host|link\/(credentials|spool)|processes)/)
})

test('the linter says the same: its rules name what is forbidden, and why', () => {
  interface Restricted {
    readonly paths?: Readonly<Record<string, string>>
    readonly patterns?: readonly { readonly group: readonly string[]; readonly message: string }[]
  }
  const { overrides } = JSON.parse(read('biome.json')) as {
    overrides: {
      includes: string[]
      linter: { rules: { style: { noRestrictedImports: 'off' | { level: string; options: Restricted } } } }
    }[]
  }
  const rule = (include: string) => {
    const found = overrides.find((each) => each.includes.includes(include))?.linter.rules.style.noRestrictedImports
    if (!found || found === 'off') throw new Error(`no rule for ${include}`)
    expect(found.level).toBe('error')
    return found.options
  }
  const groups = (include: string) => rule(include).patterns?.flatMap((each) => each.group) ?? []
  expect(groups('agent/**')).toContain('**/collector/**')
  expect(groups('collector/**')).toContain('**/agent/**')
  expect(groups('proto/**')).toEqual(expect.arrayContaining(['**/agent/**', '**/collector/**']))
  for (const include of [
    'agent/**',
    'agent/inspect/**',
    'collector/**',
    'collector/judge/**',
    'collector/cli/scan.ts',
    'proto/**',
  ])
    expect([include, rule(include).paths]).toEqual([
      include,
      expect.objectContaining({ 'node:child_process': expect.any(String), 'node:vm': expect.any(String) }),
    ])
  expect(rule('agent/inspect/**').paths).toHaveProperty('node:fs')
  expect(rule('collector/cli/start.ts').paths).not.toHaveProperty('node:child_process')
  expect(rule('collector/cli/start.ts').paths).toHaveProperty('node:vm')
})

// ——— nothing is forgotten ———

const inspectorFiles = files('agent/inspect', /^[^/]+\.ts$/)

test('every inspector is registered, once, and every registered one has a file', async () => {
  const [exported, unregistered]: [string[], string[]] = [[], []]
  for (const file of inspectorFiles) {
    const module: Record<string, unknown> = await import(pathToFileURL(join(root, file)).href)
    for (const value of Object.values(module)) {
      if (typeof value !== 'object' || value === null || !('inspect' in value) || !('domain' in value)) continue
      exported.push(String(value.domain))
      // Not given to the assertion itself, which would call its `inspect`.
      if (!inspectors.some((each) => each === value)) unregistered.push(file)
    }
  }
  expect(unregistered).toEqual([])
  expect(exported.sort()).toEqual(inspectors.map((each) => each.domain).sort())
  expect(new Set(exported).size).toBe(exported.length)
  expect(exported.every((domain) => (domains as readonly string[]).includes(domain))).toBe(true)
})

test.each(inspectors.map((each) => [each.domain, each] as const))(
  '%s is tested, and says what it reads and why',
  (domain, inspector) => {
    expect(existsSync(join(root, `test/agent/inspect/${domain.toLowerCase()}.test.ts`))).toBe(true)
    expect(inspector.schema).toBeGreaterThanOrEqual(1)
    expect(inspector.reads.length).toBeGreaterThan(0)
    for (const each of inspector.reads) {
      expect(each.why.trim()).not.toBe('')
      if ('glob' in each) expect(each.glob).toMatch(/^\//)
      else expect(each.origin.length).toBeGreaterThan(3)
    }
  },
)

test('every file of rules has its tests, and every rule one', () => {
  const rules = files('collector/rules', /(?<!\.tests)\.yaml$/)
  expect(rules.length).toBeGreaterThan(5)
  expect(rules.filter((file) => !existsSync(join(root, file.replace(/\.yaml$/, '.tests.yaml'))))).toEqual([])
  const orphans = files('collector/rules', /\.tests\.yaml$/).filter(
    (file) => !rules.includes(file.replace('.tests.yaml', '.yaml')),
  )
  expect(orphans).toEqual([])
  const tests = files('collector/rules', /\.tests\.yaml$/)
    .map(read)
    .join('\n')
  expect(
    loadRules(builtInRules)
      .filter((rule) => !new RegExp(`^ {2}${rule.id}:`, 'm').test(tests))
      .map((rule) => rule.id),
  ).toEqual([])
})

test('a domain of rules is one that is looked at', () => {
  const looked = new Set([...inspectors.map((each) => each.domain), ...collectorDomains])
  const needed = new Set(loadRules(builtInRules).flatMap((rule) => rule.needs.map((need) => need.domain)))
  expect([...needed].filter((domain) => !looked.has(domain))).toEqual([])
})

// ——— documents ———

test.each(Object.entries(pages()))(
  'docs/reference/%s is current: `npm run reference` changes nothing',
  (name, text) => {
    expect(read(`docs/reference/${name}`) === text).toBe(true)
  },
)

test('there is no page of the reference that nobody makes', () => {
  expect(readdirSync(join(root, 'docs/reference')).sort()).toEqual(Object.keys(pages()).sort())
})

const documents = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...files('docs', /\.md$/)].filter((file) =>
  existsSync(join(root, file)),
)

test.each(documents)('what %s tells people to run exists', (document) => {
  const text = read(document)
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const npm = [...text.matchAll(/\bnpm (?:run )?([a-z][a-z0-9:]*)/g)].map(([, name = '']) => name)
  const builtIn = ['run', 'install', 'ci', 'start', 'test', 'view', 'i']
  expect(npm.filter((name) => !builtIn.includes(name) && !scripts[name])).toEqual([])
  const wrong = [...text.matchAll(/(?:`|\$ |sudo |npx |^)merlon ((?:[a-z-]+ ?)+)((?:\s*--[a-z-]+)*)/gm)].flatMap(
    ([whole, words = '']) => {
      const [first = '', second = ''] = words.trim().split(' ')
      const command = buildProgram().commands.find((each) => each.name() === first)
      if (!command) return [whole]
      return command.commands.length > 0 && second && !command.commands.some((each) => each.name() === second)
        ? [whole]
        : []
    },
  )
  expect(wrong).toEqual([])
})

test.each(documents.filter((file) => !file.startsWith('docs/reference/')))(
  'the links of %s lead somewhere',
  (document) => {
    const links = [...read(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)].map(
      ([, path = '']) => path,
    )
    expect(links.filter((path) => !existsSync(join(root, dirname(document), path)))).toEqual([])
  },
)

test('every test mirrors a source', () => {
  const sources = new Set(
    [...agent, ...collector, ...shared, ...files('bin', /\.js$/), ...files('scripts', /\.ts$/)].map((file) =>
      file.replace(/\.(tsx?|js)$/, ''),
    ),
  )
  const directories = new Set([...[...sources].map((file) => dirname(file)), 'collector/rules'])
  const free = /^(architecture|integration\/|e2e\/|soak\/|web\/|support\/|package|deploy\/)/
  const lost = files('test', /\.test\.ts$/)
    .map((file) => file.slice('test/'.length))
    .filter((file) => !free.test(file))
    .filter((file) => {
      const path = file.replace(/(\.[a-z]+)?\.test\.ts$/, '')
      return !sources.has(path) && !directories.has(dirname(path)) && !directories.has(path)
    })
  expect(lost).toEqual([])
})
