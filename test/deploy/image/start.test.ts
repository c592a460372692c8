import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type Architecture, encodeFilter, filterFor } from '../../../deploy/image/filter.ts'
import { shared } from '../../support/cli.ts'
import { isRoot } from '../../support/host.ts'
import { openSetpriv } from '../../support/setpriv.ts'

const source = readFileSync(fileURLToPath(new URL('../../../deploy/image/start', import.meta.url)), 'utf8')
const setpriv = openSetpriv()
const directory = shared()
/** What the agent would find. */
const probe = `
const { readFileSync, fstatSync } = await import('node:fs')
const status = readFileSync('/proc/self/status', 'utf8')
const field = (name) => new RegExp('^' + name + ':\\\\s*(\\\\S+)', 'm').exec(status)?.[1]
const size = (descriptor) => { try { return fstatSync(descriptor).size } catch { return undefined } }
const { MERLON_SPOOL_FILE: spool, MERLON_STATE_FILE: state } = process.env
let evaluates = true
try { Function('1') } catch { evaluates = false }
process.stdout.write(JSON.stringify({
  args: process.argv.slice(2), evaluates, capabilities: field('CapAmb'), privileges: field('NoNewPrivs'), filter: field('Seccomp'),
  ring: spool && size(Number(spool.slice(3))), state: state && size(Number(state.slice(3))),
}))`

/** Runs the script with the paths of an image in a directory; `before` is a command line that starts it. */
function started(
  args: readonly string[],
  before: readonly string[] = [],
  more: { spool?: boolean; filter?: boolean } = {},
) {
  const { spool = true, filter = true } = more
  const place = join(directory, `${spool}-${filter}`)
  mkdirSync(join(place, 'spool'), { recursive: true })
  if (spool)
    for (const [name, size] of [
      ['ring', 4096],
      ['state', 8192],
    ] as const)
      writeFileSync(join(place, 'spool', name), Buffer.alloc(size))
  if (filter) writeFileSync(join(place, 'filter.bpf'), encodeFilter(filterFor(process.arch as Architecture)))
  writeFileSync(join(place, 'agent.mjs'), probe)
  const paths = {
    '/usr/bin/setpriv': [...setpriv].join(' '),
    '/app/filter.bpf': join(place, 'filter.bpf'),
    '/usr/bin/node': process.execPath,
    '/app/agent.js': join(place, 'agent.mjs'),
    '/spool/': `${join(place, 'spool')}/`,
  }
  const script = Object.entries(paths).reduce((text, [from, to]) => text.replaceAll(from, to), source)
  writeFileSync(join(place, 'start'), script)
  const [program = '', ...rest] = [...before, '/bin/sh', join(place, 'start'), ...args]
  const { status, stdout, stderr } = spawnSync(program, rest, { encoding: 'utf8' })
  return { status, stderr, ...(stdout === '' ? {} : { seen: JSON.parse(stdout) }) }
}

const runs = test.skipIf(typeof setpriv === 'string' || !isRoot)
if (typeof setpriv === 'string') console.warn(`not run: ${setpriv}`)
const wrapped = (...options: string[]) => [...setpriv, ...options]
const all = {
  args: ['agent'],
  evaluates: false,
  capabilities: '0000000000080004',
  privileges: '1',
  filter: '2',
  ring: 4096,
  state: 8192,
}

runs('the agent has two capabilities, two open files, and the filter', () => {
  expect(started([])).toEqual({ status: 0, stderr: '', seen: all })
})

runs('arguments are another command, as they are', () => {
  const args = ['trace', '--filter', 'a b', '']
  expect(started(args)).toEqual({ status: 0, stderr: '', seen: { ...all, args } })
})

runs.each([
  ['both capabilities', ['--bounding-set', '-dac_read_search,-sys_ptrace'], '0000000000000000'],
  ['one of them', ['--bounding-set', '-sys_ptrace'], '0000000000000004'],
  ['the right to get any', ['--no-new-privs'], '0000000000000000'],
])('without %s it starts with what is left, behind the filter', (_name, options, capabilities) => {
  expect(started([], wrapped(...options))).toEqual({ status: 0, stderr: '', seen: { ...all, capabilities } })
})

runs('without a spool it starts without one', () => {
  const { ring: _ring, state: _state, ...others } = all
  expect(started([], [], { spool: false })).toEqual({ status: 0, stderr: '', seen: others })
})

runs('without a filter nothing starts', () => {
  const { status, seen, stderr } = started([], [], { filter: false })
  expect([status === 0, seen]).toEqual([false, undefined])
  expect(stderr).toMatch(/filter\.bpf/)
})
