import { execFileSync } from 'node:child_process'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { writeSupportBundle } from '../../lib/supportbundle.ts'
import { temporary } from '../support/collector.ts'

const parts = [
  { name: 'a.txt', about: 'something', read: () => 'known-secret-here and password=other' },
  { name: 'b.txt', about: 'what fails', read: () => Promise.reject(new Error('not with known-secret-here')) },
]

const text = (stream: PassThrough) => (stream.read() as Buffer | null)?.toString() ?? ''

test('it tells what is in it, and what is not, without secrets', async () => {
  const to = join(temporary(), 'bundle.tar.gz')
  const out = new PassThrough()
  expect(await writeSupportBundle('test', parts, { to, secrets: ['known-secret-here'], out })).toBe(0)
  const told = text(out)
  expect(told).toMatch(/^a\.txt +something \(\d+ bytes\)$/m)
  expect(told).toMatch(/^b\.txt +what fails \(missing: not with \*\*\*\)$/m)
  expect(told).toContain(to)
  const read = (...args: string[]) => execFileSync('tar', [...args.slice(0, 1), to, ...args.slice(1)]).toString()
  expect(read('-tzf').split('\n').filter(Boolean)).toEqual(['merlon-test/contents.txt', 'merlon-test/a.txt'])
  expect(read('-xzOf', 'merlon-test/a.txt')).toBe('*** and password=***')
  expect(statSync(to).mode & 0o777).toBe(0o600)
})

test('on the output it is the archive alone; what is told goes elsewhere', async () => {
  const [out, errors] = [new PassThrough(), new PassThrough()]
  await writeSupportBundle('test', parts, { to: '-', out, errors })
  const archive = out.read() as Buffer
  expect(execFileSync('tar', ['-tz'], { input: archive }).toString()).toContain('merlon-test/a.txt')
  expect(text(errors)).toMatch(/sent nowhere/)
})

test('nothing is written over, and nowhere else', async () => {
  const to = join(temporary(), 'bundle.tar.gz')
  writeFileSync(to, 'mine')
  const out = new PassThrough()
  await expect(writeSupportBundle('test', parts, { to, out })).rejects.toThrow(/is there already/)
  const nowhere = join(temporary(), 'none/bundle.tar.gz')
  await expect(writeSupportBundle('test', parts, { to: nowhere, out })).rejects.toThrow(/ENOENT/)
  expect(existsSync(nowhere)).toBe(false)
})
