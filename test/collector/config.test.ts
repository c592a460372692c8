import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stateToAsk } from '../../collector/config.ts'
import { temporary } from '../support/collector.ts'

test('the own collector is asked, and where there is none the one that was started by sudo', () => {
  const own = temporary()
  expect(stateToAsk(own)).toBe('/var/lib/merlon')
  mkdirSync(join(own, 'collector'))
  writeFileSync(join(own, 'collector/cluster.json'), '{}')
  expect(stateToAsk(own)).toBe(own)
})
