import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { apiServerConclusions, apiServerFlags, apiServerOtherFlags } from '../../../proto/catalogue/apiserver.ts'
import type { CatalogueEntry, VersionedDefault } from '../../../proto/catalogue/catalogue.ts'
import type { ComponentFlag, ComponentFlagKind, OtherFlag } from '../../../proto/catalogue/componentflags.ts'
import {
  controllerManagerConclusions,
  controllerManagerFlags,
  controllerManagerOtherFlags,
} from '../../../proto/catalogue/controllermanager.ts'
import { schedulerConclusions, schedulerFlags, schedulerOtherFlags } from '../../../proto/catalogue/scheduler.ts'
import { compare } from '../../../proto/value.ts'

interface Component {
  readonly program: string
  readonly flags: readonly ComponentFlag[]
  readonly others: readonly OtherFlag[]
  readonly conclusions: readonly CatalogueEntry[]
}

const components: readonly Component[] = [
  { program: 'kube-apiserver', flags: apiServerFlags, others: apiServerOtherFlags, conclusions: apiServerConclusions },
  {
    program: 'kube-controller-manager',
    flags: controllerManagerFlags,
    others: controllerManagerOtherFlags,
    conclusions: controllerManagerConclusions,
  },
  { program: 'kube-scheduler', flags: schedulerFlags, others: schedulerOtherFlags, conclusions: schedulerConclusions },
]

/** Program, flag, type and default as `PROGRAM --help` of 1.36.3 lists them. */
const help = readFileSync(new URL('data/component-flags.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t') as [string, string, string, string])

/** What the help calls a kind; the others are named alike. Kinds that nothing checks are read as text. */
const kinds: Readonly<Record<string, ComponentFlagKind>> = {
  ...{ int: 'int64', Level: 'count', 'pattern=N,...': 'vmodule', namedCertKey: 'stringArray', int32Slice: 'strings' },
  ...{ colonSeparatedMultimapStringString: 'gates', float32: 'string', float: 'string', stringToString: 'string' },
  ...{ portRange: 'string', 'version[=true]': 'string' },
}
/** Both are maps to the help. */
const maps: Readonly<Record<string, ComponentFlagKind>> = {
  'oidc-required-claim': 'stringMapNoSplit',
  'runtime-config': 'labels',
}

/** Deprecated flags are not listed. */
const unlisted: Readonly<Record<string, readonly string[]>> = {
  'kube-apiserver': [
    ...['apiserver-count', 'audit-webhook-batch-initial-backoff', 'default-watch-cache-size'],
    ...['kubelet-port', 'kubelet-read-only-port'],
  ],
  'kube-controller-manager': ['allow-untagged-cloud', 'node-sync-period'],
  'kube-scheduler': [],
}

test.each(components)('$program has the flags of its help, of the same kinds', ({ program, flags, others }) => {
  const known = new Map<string, ComponentFlagKind>([
    ...flags.map((each) => [each.path, each.kind] as const),
    ...others.map(([name, kind]) => [name, kind] as const),
  ])
  const listed = help.filter(([name]) => name === program)
  expect(listed.length).toBeGreaterThan(60)
  const expected = listed.map(([, name, kind]) => [name, maps[name] ?? kinds[kind] ?? kind])
  expect(listed.map(([, name]) => [name, known.get(name)])).toEqual(expected)
  const names = new Set(listed.map(([, name]) => name))
  expect([...known.keys()].filter((name) => !names.has(name)).sort(compare)).toEqual(unlisted[program])
})

/** Defaults that the help leaves out: what the program makes of an empty list. */
const completed = ['authorization-mode', 'controllers']

test.each(components)('$program has the defaults of its help', ({ program, flags }) => {
  const listed = new Map(help.flatMap(([name, flag, , value]) => (name === program ? [[flag, value]] : [])))
  const shown = flags.filter(({ path }) => !completed.includes(path)).map((each) => [each.path, shownDefault(each)])
  expect(shown).toEqual(shown.map(([path]) => [path, (listed.get(path as string) ?? '').replace(/^"|"$|^\[\]$/g, '')]))
})

function versionsOf({ default: value }: CatalogueEntry): readonly VersionedDefault[] {
  const versioned = Array.isArray(value) && typeof value[0] === 'object'
  return (versioned ? value : [{ from: '0', value }]) as readonly VersionedDefault[]
}

/** The newest; the help shows no zero. */
function shownDefault(flag: ComponentFlag): string {
  const value = versionsOf(flag).at(-1)?.value
  if (Array.isArray(value)) return value.length === 0 ? '' : `[${value.join(',')}]`
  return typeof value === 'object' || value === false || value === 0 || value === '0s' ? '' : String(value)
}

test.each(components)('the lists of $program are sorted and name everything once', ({ flags, others, conclusions }) => {
  for (const list of [flags, conclusions]) {
    const paths = list.map((each) => each.path)
    expect(paths).toEqual([...new Set(paths)].sort(compare))
    for (const { about } of list) expect(about).toMatch(/^[A-Z].*\.$/)
  }
  const names = [...flags.map((each) => each.path), ...others.map(([name]) => name)]
  expect(names.length).toBe(new Set(names).size)
})

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  return typeof value === 'number' ? 'int' : typeof value === 'boolean' ? 'bool' : typeof value
}

test.each(components)('the defaults of $program are of their types', ({ flags }) => {
  for (const flag of flags) {
    expect(versionsOf(flag)[0]?.from).toBe('0')
    for (const { value } of versionsOf(flag)) expect([flag.path, typeOf(value)]).toEqual([flag.path, flag.type])
  }
})
