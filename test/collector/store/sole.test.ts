import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { claimAlone } from '../../../collector/store/sole.ts'
import { temporary } from '../../support/collector.ts'

test('who claims a file has it until he lets it go', () => {
  const file = join(temporary(), 'state', 'merlon.db')
  const claim = claimAlone(file)
  expect(() => claimAlone(file)).toThrow(`another collector uses the database ${file}: stop it`)
  claim.close()
  claimAlone(file).close()
})

test('where no file can be there is no claim', () => {
  const state = join(temporary(), 'state')
  writeFileSync(state, '')
  expect(() => claimAlone(join(state, 'merlon.db'))).toThrow('cannot be written')
})
