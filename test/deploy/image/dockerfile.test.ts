import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { users } from '../../../deploy/image/assemble.ts'

const read = (name: string) => readFileSync(fileURLToPath(new URL(`../../../deploy/${name}`, import.meta.url)), 'utf8')
const dockerfile = read('Dockerfile')

/** The instructions of each stage, by its name. */
const stages = new Map(
  dockerfile
    .split(/^FROM /m)
    .slice(1)
    .map((text) => [/ AS (\S+)/.exec(text)?.[1] ?? '', `FROM ${text}`]),
)

test.each(['agent', 'collector'] as const)(
  'the image of the %s runs nothing to be made, and runs as a user of its own',
  (target) => {
    const stage = stages.get(target) ?? ''
    expect(stage).toMatch(new RegExp(`^USER ${users[target]}:${users[target]}$`, 'm'))
    expect(stage).not.toMatch(/^(RUN|ADD|VOLUME|SHELL)/m)
    expect(stage).toMatch(/^FROM \$\{RUNTIME\}/)
  },
)

test('a release can give every base by its digest', () => {
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map((match) => match[1])
  expect(bases.filter((base) => !base?.startsWith('$') && !stages.has(base ?? ''))).toEqual([])
  const named = [...dockerfile.matchAll(/^FROM \$\{(\w+)\}/gm)].map((match) => match[1])
  expect([...read('image/base.lock').matchAll(/^(\w+)=/gm)].map((match) => match[1]).sort()).toEqual(
    [...new Set(named)].sort(),
  )
})

test('what a base is locked to is a digest, or nothing yet', () => {
  for (const [, value] of read('image/base.lock').matchAll(/^\w+=(.*)$/gm))
    expect(value).toMatch(/^$|^[\w.:/-]+@sha256:[0-9a-f]{64}$/)
})

test('only what is built from goes into a build', () => {
  const lines = read('Dockerfile.dockerignore').trim().split('\n')
  expect(lines[0]).toBe('*')
  expect(lines.filter((line) => /node_modules|\.git|\.cache|test/.test(line) && line.startsWith('!'))).toEqual([])
})
