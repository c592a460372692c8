import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { place, programPlan, removeOwn } from '../../../agent/host/installed.ts'
import { temporary } from '../../support/collector.ts'

test('where a package is installed there is nothing to copy', () => {
  expect(programPlan(temporary())).toEqual([])
})

test('a link in the way is replaced, not followed', () => {
  const [destination, elsewhere] = [temporary(), join(temporary(), 'theirs')]
  writeFileSync(elsewhere, 'theirs')
  mkdirSync(join(destination, 'etc/merlon'), { recursive: true })
  symlinkSync(elsewhere, join(destination, 'etc/merlon/agent.yaml'))
  place({ place: '/etc/merlon/agent.yaml', mode: 0o644, from: { text: 'ours' } }, destination)
  expect([readFileSync(elsewhere, 'utf8'), readFileSync(join(destination, 'etc/merlon/agent.yaml'), 'utf8')]).toEqual([
    'theirs',
    'ours',
  ])
})

test('what is of others stays, and so does the directory that holds it', () => {
  const destination = temporary()
  mkdirSync(join(destination, 'etc/merlon/agent'), { recursive: true })
  for (const name of ['agent.yaml', 'collector.yaml']) writeFileSync(join(destination, 'etc/merlon', name), '')
  expect(removeOwn(destination)).toEqual(['/etc/merlon/agent.yaml', '/etc/merlon/agent'])
  expect(existsSync(join(destination, 'etc/merlon/collector.yaml'))).toBe(true)
  expect(removeOwn(destination)).toEqual([])
})
