import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { type Architecture, encodeFilter, filterFor } from '../../../deploy/image/filter.ts'
import { shared } from '../../support/cli.ts'
import { openSetpriv } from '../../support/setpriv.ts'

const setpriv = openSetpriv()
if (typeof setpriv === 'string') console.warn(`not run: ${setpriv}`)
const directory = shared()
const script = fileURLToPath(new URL('./hostile.mjs', import.meta.url))

/** What comes of each attempt, as a user who may otherwise do all of it; with the filter, or without. */
function attempts(name: string, isFiltered: boolean): Record<string, string> {
  const place = join(directory, name)
  mkdirSync(join(place, 'empty'), { recursive: true })
  writeFileSync(join(place, 'file'), 'kept')
  chmodSync(join(place, 'file'), 0o640)
  writeFileSync(join(place, 'ring'), Buffer.alloc(4096))
  const filter = join(directory, 'filter.bpf')
  writeFileSync(filter, encodeFilter(filterFor(process.arch as Architecture)))
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1 << 30)'], { stdio: 'ignore' })
  onTestFinished(() => void other.kill('SIGKILL'))
  const ring = openSync(join(place, 'ring'), 'r+')
  const before = isFiltered ? [...setpriv, '--no-new-privs', '--seccomp-filter', filter] : []
  const flags = ['--disallow-code-generation-from-strings', script, place, socketIn(place), `${other.pid}`]
  const [program = '', ...args] = [...before, process.execPath, ...flags]
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', ring] })
  closeSync(ring)
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

function socketIn(place: string): string {
  const path = join(place, 'socket')
  const server = createServer().listen(path)
  onTestFinished(() => void server.close())
  return path
}

const needed = ['read', 'list', 'descriptor 3', 'worker', 'dns', 'listen', 'connect']

test.skipIf(typeof setpriv === 'string')('behind the filter nothing is changed, and Node.js works', () => {
  const results = attempts('filtered', true)
  const refused = Object.entries(results).filter(([name]) => !needed.includes(name))
  expect(refused.length).toBeGreaterThan(18)
  expect(refused.filter(([, result]) => result !== 'EPERM')).toEqual([])
  expect(needed.filter((name) => results[name] !== 'done')).toEqual([])
  const place = join(directory, 'filtered')
  expect(readFileSync(join(place, 'file'), 'utf8')).toBe('kept')
  expect(statSync(join(place, 'file')).mode & 0o777).toBe(0o640)
  for (const name of ['new', 'other']) expect(existsSync(join(place, name))).toBe(false)
})

test('without it the same script changes what it likes', () => {
  const results = attempts('open', false)
  for (const name of [
    'append',
    'create',
    'symlink',
    'signal',
    'pipes to a child',
    'socket',
    'descriptor 3',
    'worker',
    'connect',
  ])
    expect([name, results[name]]).toEqual([name, 'done'])
})
