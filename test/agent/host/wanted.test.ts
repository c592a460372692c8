import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { nothingWanted, openWanted } from '../../../agent/host/wanted.ts'

function fileWith(text: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'merlon-wanted-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  writeFileSync(join(directory, 'passwords'), text)
  return join(directory, 'passwords')
}

test.each([
  ['one', 'secret\n', ['secret']],
  ['without an end of line', 'secret', ['secret']],
  ['several, one of them empty', 'a b\r\n\nc\n', ['a b', '', 'c']],
])('passwords: %s', (_, text, value) => {
  expect(openWanted([], fileWith(text)).archivePasswords()).toEqual({ status: 'observed', value })
})

test.each([
  ['too many', 'a\n'.repeat(6), 'has more than 5 passwords'],
  ['too long', 'a'.repeat(5000), 'has more than 4096 characters'],
])('a file of passwords with %s is not used', (_, text, reason) => {
  expect(openWanted([], fileWith(text)).archivePasswords()).toEqual({ status: 'failed', reason })
})

test('where credentials may lie', () => {
  expect(openWanted([], '', undefined, ['/srv']).credentialPaths).toEqual(['/srv'])
  expect(openWanted([], '').credentialPaths).toEqual([])
})

test('without a file there are none; a file that is missing is no empty one', () => {
  expect(nothingWanted.archivePasswords()).toEqual({ status: 'observed', value: [] })
  expect(openWanted(['/a'], '').archivePasswords()).toEqual({ status: 'observed', value: [] })
  expect(openWanted(['/a'], '/nowhere/x').archivePasswords()).toEqual({ status: 'failed', reason: 'does not exist' })
})
