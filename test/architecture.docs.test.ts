import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { commandTexts } from '../agent/cli/help.ts'
import { agentSchema } from '../agent/config.ts'
import { buildProgram } from '../collector/cli/main.ts'
import { collectorSchema } from '../collector/config.ts'
import { builtInRules, loadRules } from '../collector/rulebook/load.ts'
import { eventKinds } from '../proto/eventkind.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'],
  ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
]

/** What is written as code: lines of blocks, and spans. */
function codeOf(text: string): string[] {
  const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
    block.replaceAll('\\\n', ' ').split('\n'),
  )
  const spans = [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)
  return [...blocks, ...spans]
}

/** Command lines of `merlon` in it: how it is called at the beginning, words until something else follows. */
function callsOf(line: string): string[][] {
  const call =
    /(?:^|(?<!-n|namespace|statefulset|install|upgrade|uninstall)\s|\(|&& )(?:npx merlon|npm run merlon --|\/app\/merlon\.js|merlon) +([a-z][^|&;>#)"]*)/g
  return [...line.matchAll(call)].map(([, words = '']) => words.trim().split(/\s+/))
}

/** What is wrong with one command line. */
function faultOf(words: readonly string[]): string | undefined {
  let command: Command = buildProgram()
  let at = 0
  for (; at < words.length; at += 1) {
    const next = command.commands.find((each) => each.name() === words[at])
    if (!next) break
    command = next
  }
  if (at === 0) return `${words.join(' ')}: no command`
  if (command.commands.length > 0 && command.registeredArguments.length === 0 && /^[a-z-]+$/.test(words[at] ?? ''))
    return `${words.join(' ')}: no command ${words[at]}`
  const known = new Set<string>(['--help', '--version'])
  for (let each: Command | null = command; each; each = each.parent)
    for (const { long } of each.options) if (long) known.add(long)
  const unknown = words.filter((word) => word.startsWith('--') && word !== '--').map((word) => word.replace(/=.*$/, ''))
  const wrong = unknown.find((flag) => !known.has(flag))
  return wrong && `${words.join(' ')}: no flag ${wrong}`
}

test('command lines are found, and wrong ones are', () => {
  expect(callsOf('$ sudo npx merlon explain RULE --root / | less')).toEqual([['explain', 'RULE', '--root', '/']])
  expect(callsOf('node /app/merlon.js report && merlon node bans')).toEqual([['report'], ['node', 'bans']])
  expect(faultOf(['explain', 'RULE', '--root', '/'])).toBeUndefined()
  expect(faultOf(['node', 'add', 'x', '--out', 'y'])).toBeUndefined()
  for (const wrong of ['dance', 'node dance', 'report --dance', 'node add x --dance'])
    expect(faultOf(wrong.split(' '))).toMatch(/dance/)
})

test.each(documents)('%s: every `merlon` command has what is written behind it', (document) => {
  const calls = codeOf(read(document)).flatMap(callsOf)
  expect(calls.flatMap((words) => faultOf(words) ?? [])).toEqual([])
})

test.each(documents)('%s: every script of `npm run` is there', (document) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const named = [...read(document).matchAll(/npm run ([a-z][\w:-]*)/g)].map(([, name = '']) => name)
  expect(named.filter((name) => !scripts[name])).toEqual([])
})

test.each(documents)('%s: every command of the agent’s own file is there', (document) => {
  const named = codeOf(read(document)).flatMap((line) =>
    [...line.matchAll(/(?:agent\.js|\/app\/start) ([a-z][a-z-]+)/g)].map(([, name = '']) => name),
  )
  expect(named.filter((name) => !Object.hasOwn(commandTexts, name))).toEqual([])
})

const operating = ['docs/operations.md', 'docs/threat-model.md', 'docs/troubleshooting.md', 'SECURITY.md']
const spans = (document: string) => codeOf(read(document)).map((each) => each.trim())

test.each(operating)('%s: keys, values of the chart, metrics, alerts and rules exist', (document) => {
  const values = parse(read('deploy/chart/values.yaml')) as object
  const hasValue = (path: string) =>
    path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], values) !==
    undefined
  const keys = [...Object.keys(agentSchema.shape), ...Object.keys(collectorSchema.shape)]
  const isKey = (path: string) => keys.includes(path.split('.')[0] ?? '')
  const written = spans(document).map((span) => span.replace(/[:=].*$/, ''))
  const dotted = written.filter((span) =>
    /^(agent|collector|certificates|openshift|networkPolicy)(\.[a-z]\w*)+$/i.test(span),
  )
  const isFile = (span: string) => /\.(js|yaml|crt|key|tar|gz)$/.test(span)
  const config = /^(agent|collector)\.config\./
  expect(
    dotted.filter((path) => !isFile(path) && !(config.test(path) ? isKey(path.replace(config, '')) : hasValue(path))),
  ).toEqual([])

  const metrics = written.map((span) => span.replace(/\{.*$/, '')).filter((span) => /^merlon_[a-z_]+$/.test(span))
  const sources = ['agent', 'collector'].flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => read(`${part}/${name}`)),
  )
  const told = sources.join('\n')
  expect(metrics.filter((name) => !told.includes(`'${name}'`))).toEqual([])

  const alerts = read('deploy/prometheus/alerts.yaml')
  expect(written.filter((span) => /^Merlon[A-Z]\w+$/.test(span) && !alerts.includes(`alert: ${span}`))).toEqual([])

  const rules = new Set(loadRules(builtInRules).map(({ id }) => id))
  expect(written.filter((span) => /^container-[a-z-]+$/.test(span) && !rules.has(span))).toEqual([])

  const kinds = spans(document).flatMap((span) => [...span.matchAll(/--kind (\w+)/g)].map(([, kind = '']) => kind))
  expect(kinds.filter((kind) => !eventKinds.includes(kind))).toEqual([])

  const files = spans(document).filter((span) => /^(test|deploy|docs|agent|collector|dist)\/[\w./-]+$/.test(span))
  expect(files.filter((file) => !file.startsWith('dist/') && !existsSync(join(root, file)))).toEqual([])
})

test.each(operating)('%s: every reason of a refusal is one', (document) => {
  const refusals = read('agent/link/refusals.ts')
  const named = spans(document).flatMap((span) => (/^[A-Z]+_[A-Z_]+$/.test(span) ? [span] : []))
  const others = ['DAC_READ_SEARCH', 'SYS_PTRACE']
  expect(named.filter((name) => !others.includes(name) && !refusals.includes(`  ${name}:`))).toEqual([])
})
