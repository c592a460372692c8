import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { databaseFile, setAside } from '../../../collector/store/open.ts'
import { damagedDatabases } from '../../../collector/store/setaside.ts'
import { temporary } from '../../support/collector.ts'

test('what was put aside is found with its time and size, the newest first, and nothing else', async () => {
  const state = temporary()
  expect(await damagedDatabases(state)).toEqual([])
  const file = databaseFile(state)
  const times = ['2026-11-20T01:02:03.004Z', '2026-11-21T19:42:12.123Z'].map((text) => new Date(text))
  const kept = times.map((time, at) => {
    for (const end of ['', '-wal', '-shm']) writeFileSync(`${file}${end}`, 'x'.repeat(at + 1))
    return setAside(file, 'damaged', time)
  })
  writeFileSync(file, 'the new one')
  setAside(file, 'replaced')
  for (const name of ['merlon.db.damaged-yesterdayZ', 'other.damaged-2026-11-20T01-02-03-004Z'])
    writeFileSync(join(state, name), '')
  mkdirSync(`${file}.damaged-2026-11-22T01-02-03-004Z`)
  expect(await damagedDatabases(state)).toEqual([
    { file: kept[1], time: times[1]?.getTime(), bytes: 2 },
    { file: kept[0], time: times[0]?.getTime(), bytes: 1 },
  ])
})
