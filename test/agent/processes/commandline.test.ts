import fc from 'fast-check'
import { expect, test } from 'vitest'
import { showCommandLine } from '../../../agent/processes/commandline.ts'
import { runs } from '../../support/property.ts'

const secret = 'hunter2Xy'
test.each([
  [
    ['app', `--password=${secret}`],
    ['app', '--password=***'],
  ],
  [
    ['app', '--password', secret, 'x'],
    ['app', '--password', '***', 'x'],
  ],
  [
    ['app', '--db-password', secret],
    ['app', '--db-password', '***'],
  ],
  [
    ['app', '-token', secret],
    ['app', '-token', '***'],
  ],
  [
    ['env', `AWS_SECRET_ACCESS_KEY=${secret}`, 'x'],
    ['env', 'AWS_SECRET_ACCESS_KEY=***', 'x'],
  ],
  [
    ['curl', '-H', `Authorization: Bearer ${secret}`],
    ['curl', '-H', '***'],
  ],
  [
    ['curl', `-uadmin:${secret}`],
    ['curl', '-u***'],
  ],
  [
    ['/usr/bin/curl', '-u', `admin:${secret}`, 'https://x'],
    ['/usr/bin/curl', '-u', '***', 'https://x'],
  ],
  [
    ['mysql', `-p${secret}`],
    ['mysql', '-p***'],
  ],
  [
    ['sshpass', '-p', secret, 'ssh'],
    ['sshpass', '-p', '***', 'ssh'],
  ],
  [
    ['psql', `postgres://me:${secret}@db/x`],
    ['psql', 'postgres://***@db/x'],
  ],
  [
    ['sh', '-c', `PGPASSWORD=${secret} psql; app --token ${secret} -v`],
    ['sh', '-c', 'PGPASSWORD=*** psql; app --token *** -v'],
  ],
  [
    ['wget', `--header=Authorization: Basic ${secret}`],
    ['wget', '--header=Authorization: Basic ***'],
  ],
  [
    ['x', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc'],
    ['x', '***'],
  ],
  [
    ['x', 'AKIAABCDEFGHIJKLMNOP'],
    ['x', '***'],
  ],
  [
    ['x', 'aB3'.repeat(20)],
    ['x', '***'],
  ],
  [
    ['ls', '-la', '/usr/lib/x86_64-linux-gnu'],
    ['ls', '-la', '/usr/lib/x86_64-linux-gnu'],
  ],
  [
    ['kubelet', '--node-ip=10.0.0.1', '--config', '/etc/k.yaml'],
    ['kubelet', '--node-ip=10.0.0.1', '--config', '/etc/k.yaml'],
  ],
  [[], []],
  [[''], ['']],
])('%j is shown as %j', (argv, expected) => {
  const shown = showCommandLine(argv, 'redacted')
  expect(JSON.stringify(shown)).not.toContain(secret)
  expect(shown).toEqual(expected)
})

test('the name alone, or nothing', () => {
  expect(showCommandLine(['a', 'b'], 'name')).toEqual(['a'])
  expect(showCommandLine(['a', 'b'], 'off')).toEqual([])
})

test('never longer than its limits, whatever stands there', () => {
  const long = fc.oneof(fc.string(), fc.string({ minLength: 500, maxLength: 3000 }))
  fc.assert(
    fc.property(fc.array(long, { maxLength: 100 }), (argv) => {
      const shown = showCommandLine(argv, 'redacted')
      expect(shown.length).toBeLessThanOrEqual(65)
      expect(shown.join('').length).toBeLessThanOrEqual(4100)
    }),
    runs(100),
  )
})

test('a secret behind a flag is hidden whatever it looks like', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 12, maxLength: 100 }), (value) => {
      expect(showCommandLine(['x', '--password', `=S=${value}`], 'redacted')).toEqual(['x', '--password', '***'])
    }),
    runs(100),
  )
})

test('as many characters as are asked for', () => {
  expect(showCommandLine(['a', 'bcdef', 'g'], 'redacted', 4).join('').length).toBeLessThanOrEqual(5)
  expect(showCommandLine(['a', 'b'], 'redacted', 100)).toEqual(['a', 'b'])
  expect(
    showCommandLine(['a'.repeat(500), ...Array(20).fill('b'.repeat(500))], 'redacted', 100_000).join('').length,
  ).toBeLessThanOrEqual(4100)
})
