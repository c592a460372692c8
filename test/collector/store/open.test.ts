import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectorSchema } from '../../../collector/config.ts'
import { isShared, openDatabase, openStore } from '../../../collector/store/open.ts'
import { startCollector, temporary } from '../../support/collector.ts'

function listening() {
  const errors: [object, string][] = []
  const quiet = () => undefined
  return {
    errors,
    log: { info: quiet, warn: quiet, error: (fields: object, text: string) => errors.push([fields, text]) },
  }
}

test('a damaged file is moved aside, loudly, and a new one begun', async () => {
  const state = temporary()
  writeFileSync(join(state, 'merlon.db'), 'x'.repeat(5000))
  const { errors, log } = listening()
  const store = await openStore(collectorSchema.parse({ state }), log)
  await store.putCluster({ id: 'c', name: 'n' })
  await store.close()
  const kept = readdirSync(state).filter((name) => name.includes('.damaged-'))
  expect(kept).toHaveLength(1)
  expect(errors).toEqual([[expect.objectContaining({ file: join(state, kept[0] as string) }), expect.any(String)]])
})

test('a damaged file that was moved aside is in the report, over every surface, until somebody removes it', async () => {
  const state = temporary()
  writeFileSync(join(state, 'merlon.db'), 'x'.repeat(5000))
  const collector = await startCollector(state)
  const [name = ''] = readdirSync(state).filter((each) => each.includes('.damaged-'))
  const headers = { authorization: `Bearer ${collector.material.metricsToken}` }
  const metrics = async () => (await fetch(`http://127.0.0.1:${collector.httpPort}/metrics`, { headers })).text()
  const file = join(state, name)
  const { storage } = await collector.client().report()
  expect(storage).toEqual({ damaged: [{ file, time: expect.stringMatching(/^20.*Z$/), bytes: 5000 }] })
  expect(await metrics()).toMatch(/^merlon_damaged_databases 1$/m)
  rmSync(file)
  expect(await collector.client().report()).not.toHaveProperty('storage')
  expect(await metrics()).toMatch(/^merlon_damaged_databases 0$/m)
})

test('any other trouble is told, and nothing is moved', async () => {
  const state = temporary()
  await (await openStore(collectorSchema.parse({ state }), listening().log)).close()
  const { errors, log } = listening()
  await expect(openStore(collectorSchema.parse({ state: join(state, 'merlon.db') }), log)).rejects.toThrow(
    'cannot be written',
  )
  expect(errors).toEqual([])
  expect(readdirSync(state)).toEqual(['merlon.db', 'merlon.lock'])
})

test('one collector at a time uses a file, and commands beside it may', async () => {
  const place = collectorSchema.parse({ state: temporary() })
  const { log } = listening()
  const first = await openStore(place, log)
  await expect(openStore(place, log)).rejects.toThrow('another collector uses the database')
  await first.putCluster({ id: 'c', name: 'n' })
  const beside = await openDatabase(place)
  expect(await beside.clusters()).toEqual([{ id: 'c', name: 'n' }])
  await beside.close()
  await expect(openStore(place, log)).rejects.toThrow('another collector uses the database')
  await first.close()
  await (await openStore(place, log)).close()
})

test('the URL comes from the configuration or from a file, and holds no password in the first', async () => {
  const state = temporary()
  expect(isShared(collectorSchema.parse({ state }))).toBe(false)
  expect(isShared(collectorSchema.parse({ state, database: 'postgres://u@h/d' }))).toBe(true)
  for (const url of ['postgres://u:secret@h/d', 'postgres://u:secret@h:1,i:2/d', 'postgres://:secret@h/d'])
    expect(() => collectorSchema.parse({ state, database: url })).toThrow('databaseUrlFile')
  for (const url of ['postgres://h:5432/d', 'postgres://u@h:1,i:2/d', 'postgres:///d?host=/run/a:b@c'])
    expect(collectorSchema.parse({ state, database: url }).database).toBe(url)
  const missing = collectorSchema.parse({ state, databaseUrlFile: join(state, 'url') })
  await expect(openStore(missing, listening().log)).rejects.toThrow('cannot be read: ENOENT')
})
