import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { merlon } from '../../support/cli.ts'
import { startCollector, temporary } from '../../support/collector.ts'

const planted = 'Kb7-planted-Secret_9'

/** All files of an archive by their names. */
function unpacked(archive: string): Map<string, string> {
  const names = execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' }).split('\n').filter(Boolean)
  return new Map(
    names.map((name) => [
      name.replace(/^.*\//, ''),
      execFileSync('tar', ['-xzOf', archive, name], { encoding: 'utf8', maxBuffer: 2 ** 26 }),
    ]),
  )
}

test('of a collector that runs: all parts, and none of its secrets', async () => {
  const { state, address, httpPort } = await startCollector()
  const directory = temporary()
  const log = join(directory, 'log')
  const token = readFileSync(join(state, 'metrics-token'), 'utf8').trim()
  writeFileSync(log, `{"msg":"started"}\n{"password":"${planted}"}\nit was ${token}\n`)
  const to = join(directory, 'bundle.tar.gz')
  const flags = ['--state', state, '--collector', address, '--http', `127.0.0.1:${httpPort}`, '--log', log]
  const { code, stdout, stderr } = await merlon(['support-bundle', to, ...flags])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).not.toContain('missing')

  const files = unpacked(to)
  expect([...files.keys()]).toEqual([
    ...[
      'contents.txt',
      'about.json',
      'configuration.txt',
      'health.txt',
      'metrics.txt',
      'coverage.json',
      'database.json',
    ],
    'log-1.txt',
  ])
  for (const name of files.keys()) if (name !== 'contents.txt') expect(stdout).toContain(name)
  expect(files.get('health.txt')).toMatch(/^\/healthz: 200 .*\n\/readyz: 200 /)
  expect(files.get('metrics.txt')).toMatch(/^merlon_build_info\{/m)
  expect(files.get('log-1.txt')).toMatch(/started/)
  const database = JSON.parse(files.get('database.json') ?? '') as {
    engine: string
    migrations: { name: string }[]
    tables: { name: string; rows: number }[]
  }
  expect(database.engine).toMatch(/^SQLite 3/)
  expect(database.migrations[0]).toMatchObject({ name: '0001-first' })
  expect(database.tables.find(({ name }) => name === 'clusters')?.rows).toBe(1)
  expect(JSON.parse(files.get('coverage.json') ?? '')).toMatchObject({ coverage: { expected: 0 }, nodes: [] })

  const keys = ['ca', 'server', 'operator'].map((name) => readFileSync(join(state, `tls/${name}.key`), 'utf8'))
  const secrets = [
    planted,
    token,
    ...keys.flatMap((key) => key.split('\n').filter((line) => /^[\w+/=]{20,}$/.test(line))),
  ]
  expect(secrets.length).toBeGreaterThan(4)
  const all = [...files.values(), stdout].join('\n')
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([])
})

test('of a collector that does not run, with a database that is away: what is missing is named', async () => {
  const directory = temporary()
  const state = join(directory, 'state')
  mkdirSync(state)
  const urlFile = join(directory, 'url')
  writeFileSync(urlFile, `postgres://merlon:${planted}@127.0.0.1:1/merlon`)
  const log = join(directory, 'log')
  writeFileSync(log, `connecting to postgres://merlon:${planted}@db/merlon, password ${planted}\n`)
  const config = join(directory, 'collector.yaml')
  const own = { state, databaseUrlFile: urlFile, listen: '127.0.0.1:1', http: '127.0.0.1:1', clusterName: 'mine' }
  writeFileSync(config, JSON.stringify(own))
  const to = join(directory, 'bundle.tar.gz')
  const { code, stdout, stderr } = await merlon(['support-bundle', to, '--config', config, '--log', log])
  expect([code, stderr]).toEqual([0, ''])
  const missing = stdout.split('\n').filter((line) => line.includes('missing:'))
  expect(missing.map((line) => line.split(' ')[0])).toEqual([
    'health.txt',
    'metrics.txt',
    'coverage.json',
    'database.json',
  ])
  const files = unpacked(to)
  expect(files.get('configuration.txt')).toMatch(/^clusterName: "mine" {2}# file /m)
  expect([...files.values(), stdout].join('\n')).not.toContain(planted)
})

test('on the output it is the archive and nothing else', async () => {
  const { state } = await startCollector()
  const { code, stdout, stderr } = await merlon(['support-bundle', '-', '--state', state])
  expect([code, stdout.length > 100]).toEqual([0, true])
  expect(stderr).toMatch(/the output: \d+ bytes\. It was sent nowhere/)
})
